# Each function is its own account and has the roles its manifest names, no others.
resource "google_service_account" "function" {
  for_each = local.functions

  account_id   = "fn-${each.key}"
  display_name = "Function ${each.key}"

  depends_on = [google_project_service.used]
}

resource "google_project_iam_member" "function" {
  for_each = { for key, given in local.roles : key => given if !startswith(given.role, "roles/storage.") }

  project = var.project_id
  role    = each.value.role
  member  = google_service_account.function[each.value.function].member
}

# Files: of the bucket that people hand things in to, not of the one the functions are built from.
resource "google_storage_bucket_iam_member" "function" {
  for_each = { for key, given in local.roles : key => given if startswith(given.role, "roles/storage.") }

  bucket = google_storage_bucket.private.name
  role   = each.value.role
  member = google_service_account.function[each.value.function].member
}

# Who makes Firebase custom tokens has them signed as itself, and may sign as nobody else.
resource "google_service_account_iam_member" "signer" {
  for_each = { for name, function in local.functions : name => function if function.signs_tokens }

  service_account_id = google_service_account.function[each.key].name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.function[each.key].member
}

# Cloud Tasks and Cloud Scheduler call as this account.
resource "google_service_account" "invoker" {
  account_id   = "invoker"
  display_name = "Calls the task and schedule functions"

  depends_on = [google_project_service.used]
}

# Cloud Build builds the functions as this account, not as the project's all-powerful default.
resource "google_service_account" "build" {
  account_id   = "builds"
  display_name = "Builds the functions"

  depends_on = [google_project_service.used]
}

resource "google_project_iam_member" "build" {
  for_each = toset(["roles/artifactregistry.writer", "roles/logging.logWriter", "roles/storage.objectViewer"])

  project = var.project_id
  role    = each.value
  member  = google_service_account.build.member
}
