output "addresses" {
  description = "Where each function answers: webhooks are set up with them."
  value       = local.addresses
}

output "routes" {
  description = "Which function answers under which path of the site; Hosting rewrites them."
  value       = local.routes
}

output "secrets" {
  description = "What must have a version in Secret Manager before the functions start."
  value       = sort(local.secrets)
}
