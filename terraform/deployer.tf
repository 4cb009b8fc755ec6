# Who deploys from GitHub Actions: no key lies anywhere; GitHub's own token is exchanged for a short one of Google's,
# and only a run of this repository for this environment is let in. Made by the first `make deploy`, from an owner's machine.
locals {
  deployers = var.github_repository == "" ? toset([]) : toset(["github"])

  # What terraform/, Hosting and the checks after a deployment need; no role that can give itself others but the last two.
  deployer_roles = [
    "roles/artifactregistry.admin",
    "roles/cloudfunctions.admin",
    "roles/cloudscheduler.admin",
    "roles/cloudtasks.admin",
    "roles/datastore.owner",
    "roles/firebasehosting.admin",
    "roles/firebaserules.admin",
    "roles/identityplatform.admin",
    "roles/logging.configWriter",
    "roles/monitoring.editor",
    "roles/run.admin",
    "roles/secretmanager.admin",
    "roles/serviceusage.serviceUsageAdmin",
    "roles/storage.admin",
    "roles/iam.serviceAccountAdmin",
    "roles/iam.serviceAccountUser",
    "roles/iam.workloadIdentityPoolAdmin",
    "roles/resourcemanager.projectIamAdmin",
  ]
}

resource "google_iam_workload_identity_pool" "github" {
  for_each = local.deployers

  workload_identity_pool_id = "github"
  display_name              = "GitHub Actions"

  depends_on = [google_project_service.used]
}

resource "google_iam_workload_identity_pool_provider" "github" {
  #checkov:skip=CKV_GCP_125:The repository is a variable, which checkov takes for empty; without one nothing of this is made
  for_each = local.deployers

  workload_identity_pool_id          = google_iam_workload_identity_pool.github[each.key].workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.sub == 'repo:${var.github_repository}:environment:${var.environment}'"

  attribute_mapping = {
    "google.subject"       = "assertion.sub"
    "attribute.repository" = "assertion.repository"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account" "deployer" {
  for_each = local.deployers

  account_id   = "deployer"
  display_name = "Deploys from GitHub Actions"

  depends_on = [google_project_service.used]
}

resource "google_service_account_iam_member" "deployer" {
  for_each = local.deployers

  service_account_id = google_service_account.deployer[each.key].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.github[each.key].name}/attribute.repository/${var.github_repository}"
}

resource "google_project_iam_member" "deployer" {
  for_each = length(local.deployers) == 0 ? toset([]) : toset(local.deployer_roles)

  project = var.project_id
  role    = each.value
  member  = google_service_account.deployer["github"].member
}

# Budgets belong to the billing account, not to the project.
resource "google_billing_account_iam_member" "deployer" {
  for_each = var.billing_account == "" ? toset([]) : local.deployers

  billing_account_id = var.billing_account
  role               = "roles/billing.costsManager"
  member             = google_service_account.deployer[each.key].member
}
