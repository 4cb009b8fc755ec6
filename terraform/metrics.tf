# What the functions' log lines say, counted: shared/core/logging.py writes one JSON line an event.
locals {
  of_functions = "resource.type=\"cloud_run_revision\""

  # metric => the event it counts; each is labelled with its function.
  counted_events = {
    crashed              = "crashed"
    ledger_disagrees     = "ledger_disagrees"
    outbox_held          = "outbox_held"
    session_not_opened   = "session_not_opened"
    slice_resumed        = "slice_resumed"
    standing             = "standing"
    task_tried_often     = "task_tried_often"
    webhook_not_signed   = "webhook_not_signed"
    whatsapp_told_of_ill = "whatsapp_account_alert"
  }

  # metric => the figure that every sweep tells in its event `standing`.
  figures = {
    outbox_oldest_s = "Seconds the oldest message that is due has been waiting"
    run_oldest_s    = "Seconds since the billing run began that is not finished; 0 where all are"
    run_missing     = "1 where the day's billing run was not begun by six in the morning"
  }
}

resource "google_logging_metric" "event" {
  for_each = local.counted_events

  name        = "sambung/${each.key}"
  description = "Lines of the event ${each.value}"
  filter      = "${local.of_functions} AND jsonPayload.event=\"${each.value}\""

  label_extractors = {
    function = "EXTRACT(resource.labels.service_name)"
  }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    unit        = "1"

    labels {
      key        = "function"
      value_type = "STRING"
    }
  }

  depends_on = [google_project_service.used]
}

resource "google_logging_metric" "figure" {
  for_each = local.figures

  name            = "sambung/${each.key}"
  description     = each.value
  filter          = "${local.of_functions} AND jsonPayload.event=\"standing\""
  value_extractor = "EXTRACT(jsonPayload.${each.key})"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = endswith(each.key, "_s") ? "s" : "1"
  }

  bucket_options {
    explicit_buckets {
      bounds = [0, 0.5, 1, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400]
    }
  }

  depends_on = [google_project_service.used]
}
