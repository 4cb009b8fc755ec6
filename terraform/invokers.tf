# Hosting's rewrites call without a token, so http functions let everyone in and are closed in code.
resource "google_cloud_run_v2_service_iam_member" "anyone" {
  for_each = local.http

  name     = google_cloudfunctions2_function.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = "allUsers"
}

# Task and schedule functions are called by nobody but the invoker.
resource "google_cloud_run_v2_service_iam_member" "invoker" {
  for_each = merge(local.tasks, local.schedules)

  name     = google_cloudfunctions2_function.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = google_service_account.invoker.member
}

# A task carries the invoker's token, so who enqueues must be allowed to act as the invoker.
resource "google_service_account_iam_member" "enqueuer" {
  for_each = local.enqueuers

  service_account_id = google_service_account.invoker.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.function[each.key].member
}
