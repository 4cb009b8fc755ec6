resource "google_cloud_scheduler_job" "schedule" {
  for_each = local.schedules

  name             = each.key
  region           = var.region
  schedule         = each.value.schedule
  time_zone        = each.value.time_zone
  attempt_deadline = "${each.value.timeout_s}s"

  retry_config {
    retry_count = 3
  }

  http_target {
    http_method = "POST"
    uri         = local.addresses[each.key]
    headers     = { "Content-Type" = "application/json" }
    body        = base64encode("{}")

    oidc_token {
      service_account_email = google_service_account.invoker.email
      audience              = local.addresses[each.key]
    }
  }

  depends_on = [google_cloud_run_v2_service_iam_member.invoker]
}
