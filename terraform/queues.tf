resource "google_cloud_tasks_queue" "queue" {
  for_each = local.queues

  name     = each.key
  location = var.region

  rate_limits {
    max_dispatches_per_second = each.value.per_second
    max_concurrent_dispatches = each.value.concurrent
  }

  # Google writes durations back as 60s and 0.500s; written otherwise, every plan would show a change.
  retry_config {
    max_attempts  = each.value.max_attempts
    min_backoff   = format(floor(each.value.min_backoff_s) == each.value.min_backoff_s ? "%ds" : "%.3fs", each.value.min_backoff_s)
    max_backoff   = format(floor(each.value.max_backoff_s) == each.value.max_backoff_s ? "%ds" : "%.3fs", each.value.max_backoff_s)
    max_doublings = try(each.value.max_doublings, 16)
  }

  depends_on = [google_project_service.used]
}
