# Each alert's key is its entry in docs/runbook.md, which says what to do.
locals {
  event_of  = { for name in keys(local.counted_events) : name => "metric.type=\"logging.googleapis.com/user/sambung/${name}\" AND ${local.of_functions}" }
  figure_of = { for name in keys(local.figures) : name => "metric.type=\"logging.googleapis.com/user/sambung/${name}\" AND ${local.of_functions}" }
  requests  = "metric.type=\"run.googleapis.com/request_count\" AND ${local.of_functions}"

  # filter, what it is above and for how long; `over`: counted together over so many seconds.
  alerts = {
    error-rate = {
      title       = "Many requests fail"
      filter      = "${local.requests} AND metric.labels.response_code_class=\"5xx\""
      denominator = local.requests
      above       = 0.05
      over        = 600
      aligner     = "ALIGN_RATE"
      by          = ["resource.label.service_name"]
    }
    crashed = {
      title  = "Something unforeseen happened, again and again"
      filter = local.event_of.crashed
      above  = 5
      over   = 600
    }
    oldest-task = {
      title   = "Tasks begin late"
      filter  = "metric.type=\"cloudtasks.googleapis.com/queue/task_attempt_delays\" AND resource.type=\"cloud_tasks_queue\""
      above   = 300000 # milliseconds
      over    = 300
      lasting = 300
      aligner = "ALIGN_PERCENTILE_95"
      reducer = "REDUCE_MAX"
      by      = ["resource.label.queue_id"]
    }
    task-tried-often = {
      title  = "A task fails each time"
      filter = local.event_of.task_tried_often
      above  = 0
      over   = 600
    }
    outbox-age = {
      title   = "Messages that are due do not go out"
      filter  = local.figure_of.outbox_oldest_s
      above   = 900
      over    = 300
      lasting = 600
      aligner = "ALIGN_PERCENTILE_99"
      reducer = "REDUCE_MAX"
    }
    run-not-finished = {
      title   = "A billing run is not finished after an hour"
      filter  = local.figure_of.run_oldest_s
      above   = 3600
      over    = 300
      lasting = 300
      aligner = "ALIGN_PERCENTILE_99"
      reducer = "REDUCE_MAX"
    }
    run-missing = {
      title   = "Today's billing run was not begun"
      filter  = local.figure_of.run_missing
      above   = 0.5
      over    = 300
      lasting = 600
      aligner = "ALIGN_PERCENTILE_99"
      reducer = "REDUCE_MAX"
    }
    webhook-not-signed = {
      title  = "Webhooks whose signature is wrong"
      filter = local.event_of.webhook_not_signed
      above  = 20
      over   = 600
    }
    outbox-held = {
      title  = "WhatsApp was told to stop"
      filter = local.event_of.outbox_held
      above  = 0
      over   = 300
    }
    whatsapp-account = {
      title  = "WhatsApp complains about the account"
      filter = local.event_of.whatsapp_told_of_ill
      above  = 0
      over   = 300
    }
    sign-in-fails = {
      title  = "Customers cannot sign in"
      filter = local.event_of.session_not_opened
      above  = 3
      over   = 600
    }
    ledger-disagrees = {
      title  = "A balance is not the sum of its entries"
      filter = local.event_of.ledger_disagrees
      above  = 0
      over   = 300
    }
  }

  # What is wrong when it is silent.
  silences = {
    sweep-silent = {
      title   = "The sweep does not run"
      filter  = local.event_of.standing
      lasting = 1200
    }
  }

  runbook    = "https://github.com/${var.github_repository}/blob/main/docs/runbook.md"
  runbook_at = var.github_repository == "" ? "docs/runbook.md" : local.runbook
}

resource "google_monitoring_notification_channel" "mail" {
  display_name = "E-mail of whoever looks after it"
  type         = "email"

  labels = {
    email_address = var.alert_email
  }

  depends_on = [google_project_service.used]
}

resource "google_monitoring_alert_policy" "above" {
  for_each = local.alerts

  display_name          = "${var.environment}: ${each.value.title}"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.mail.id]

  conditions {
    display_name = each.value.title

    condition_threshold {
      filter             = each.value.filter
      denominator_filter = try(each.value.denominator, null)
      comparison         = "COMPARISON_GT"
      threshold_value    = each.value.above
      duration           = "${try(each.value.lasting, 0)}s"

      aggregations {
        alignment_period     = "${each.value.over}s"
        per_series_aligner   = try(each.value.aligner, "ALIGN_SUM")
        cross_series_reducer = try(each.value.reducer, "REDUCE_SUM")
        group_by_fields      = try(each.value.by, [])
      }

      dynamic "denominator_aggregations" {
        for_each = can(each.value.denominator) ? [true] : []

        content {
          alignment_period     = "${each.value.over}s"
          per_series_aligner   = "ALIGN_RATE"
          cross_series_reducer = "REDUCE_SUM"
          group_by_fields      = each.value.by
        }
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: ${local.runbook_at}#${each.key}"
  }

  alert_strategy {
    auto_close = "86400s"
  }

  depends_on = [google_logging_metric.event, google_logging_metric.figure]
}

resource "google_monitoring_alert_policy" "silent" {
  for_each = local.silences

  display_name          = "${var.environment}: ${each.value.title}"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.mail.id]

  conditions {
    display_name = each.value.title

    condition_absent {
      filter   = each.value.filter
      duration = "${each.value.lasting}s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: ${local.runbook_at}#${each.key}"
  }

  depends_on = [google_logging_metric.event]
}

# Asked from outside, through the site's own address: name, certificate, Hosting, a function and Firestore.
resource "google_monitoring_uptime_check_config" "site" {
  display_name = "${var.environment}: the site and a function behind it"
  period       = "300s"
  timeout      = "10s"

  http_check {
    path         = "/api/health"
    port         = 443
    use_ssl      = true
    validate_ssl = true
  }

  monitored_resource {
    type = "uptime_url"
    labels = {
      project_id = var.project_id
      host       = local.public_host
    }
  }

  depends_on = [google_project_service.used]
}

resource "google_monitoring_alert_policy" "site_down" {
  display_name          = "${var.environment}: The site does not answer"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.mail.id]

  conditions {
    display_name = "The site does not answer"

    condition_threshold {
      filter          = "metric.type=\"monitoring.googleapis.com/uptime_check/check_passed\" AND resource.type=\"uptime_url\" AND metric.labels.check_id=\"${google_monitoring_uptime_check_config.site.uptime_check_id}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 1 # from more than one place on earth
      duration        = "300s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_NEXT_OLDER"
        cross_series_reducer = "REDUCE_COUNT_FALSE"
        group_by_fields      = ["resource.label.host"]
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: ${local.runbook_at}#site-down"
  }
}

# An e-mail, not a brake: nothing is switched off when it is used up.
resource "google_billing_budget" "month" {
  for_each = var.billing_account == "" ? toset([]) : toset(["month"])

  billing_account = var.billing_account
  display_name    = "${var.project_id}: a month (docs/runbook.md#budget)"

  budget_filter {
    projects = ["projects/${var.project_number}"]
  }

  amount {
    specified_amount {
      currency_code = var.budget_currency
      units         = tostring(var.budget)
    }
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1.0]

    content {
      threshold_percent = threshold_rules.value
    }
  }

  threshold_rules {
    threshold_percent = 1.0
    spend_basis       = "FORECASTED_SPEND"
  }

  all_updates_rule {
    monitoring_notification_channels = [google_monitoring_notification_channel.mail.id]
  }
}
