output "addresses" {
  description = "Where each function answers: webhooks are set up with them."
  value       = local.addresses
}

output "deployer" {
  description = "What the workflow signs in with: GitHub's variables WORKLOAD_IDENTITY_PROVIDER and SERVICE_ACCOUNT."
  value = {
    for key in local.deployers : key => {
      provider        = google_iam_workload_identity_pool_provider.github[key].name
      service_account = google_service_account.deployer[key].email
    }
  }
}

output "routes" {
  description = "Which function answers under which path of the site; Hosting rewrites them."
  value       = local.routes
}

output "secrets" {
  description = "What must have a version in Secret Manager before the functions start."
  value       = sort(local.secrets)
}
