# One page to look at when something is wrong: what is asked and fails, what waits, what was told.
locals {
  # title, filter, aligner, reducer, by: each is one curve or several.
  tiles = [
    ["Requests a second, by function", local.requests, "ALIGN_RATE", "REDUCE_SUM", ["resource.label.service_name"]],
    ["Requests that fail (5xx), by function", "${local.requests} AND metric.labels.response_code_class=\"5xx\"", "ALIGN_RATE", "REDUCE_SUM", ["resource.label.service_name"]],
    ["How long an answer takes (95 of 100), ms", "metric.type=\"run.googleapis.com/request_latencies\" AND ${local.of_functions}", "ALIGN_PERCENTILE_95", "REDUCE_MAX", ["resource.label.service_name"]],
    ["Instances, by function", "metric.type=\"run.googleapis.com/container/instance_count\" AND ${local.of_functions}", "ALIGN_MAX", "REDUCE_SUM", ["resource.label.service_name"]],
    ["Tasks waiting, by queue", "metric.type=\"cloudtasks.googleapis.com/queue/depth\" AND resource.type=\"cloud_tasks_queue\"", "ALIGN_MAX", "REDUCE_MAX", ["resource.label.queue_id"]],
    ["How late tasks begin (95 of 100), ms", "metric.type=\"cloudtasks.googleapis.com/queue/task_attempt_delays\" AND resource.type=\"cloud_tasks_queue\"", "ALIGN_PERCENTILE_95", "REDUCE_MAX", ["resource.label.queue_id"]],
    ["The oldest message that is due, s", local.figure_of.outbox_oldest_s, "ALIGN_PERCENTILE_99", "REDUCE_MAX", []],
    ["The oldest run that is not finished, s", local.figure_of.run_oldest_s, "ALIGN_PERCENTILE_99", "REDUCE_MAX", []],
    ["Sweeps", local.event_of.standing, "ALIGN_SUM", "REDUCE_SUM", []],
    ["Crashes, by function", local.event_of.crashed, "ALIGN_SUM", "REDUCE_SUM", ["metric.label.function"]],
    ["Webhooks not signed, by function", local.event_of.webhook_not_signed, "ALIGN_SUM", "REDUCE_SUM", ["metric.label.function"]],
    ["Documents read a second", "metric.type=\"firestore.googleapis.com/document/read_ops_count\" AND resource.type=\"firestore.googleapis.com/Database\"", "ALIGN_RATE", "REDUCE_SUM", []],
    ["Documents written a second", "metric.type=\"firestore.googleapis.com/document/write_ops_count\" AND resource.type=\"firestore.googleapis.com/Database\"", "ALIGN_RATE", "REDUCE_SUM", []],
  ]
}

resource "google_monitoring_dashboard" "sambung" {
  dashboard_json = jsonencode({
    displayName = "Sambung ${var.environment}"
    gridLayout = {
      columns = "2"
      widgets = [for tile in local.tiles : {
        title = tile[0]
        xyChart = {
          dataSets = [{
            plotType = "LINE"
            timeSeriesQuery = {
              timeSeriesFilter = {
                filter = tile[1]
                aggregation = {
                  alignmentPeriod    = "300s"
                  perSeriesAligner   = tile[2]
                  crossSeriesReducer = tile[3]
                  groupByFields      = tile[4]
                }
              }
            }
          }]
        }
      }]
    }
  })

  depends_on = [google_logging_metric.event, google_logging_metric.figure]
}
