# build/<folder>.zip is made by `make bundle`: the same bytes from the same sources, on whichever machine.
# Its hash is in the object's name, so a function is built again only when its bundle changed.
resource "google_storage_bucket_object" "bundle" {
  for_each = local.functions

  bucket = google_storage_bucket.bundles.name
  name   = "${each.key}/${filesha256("${local.root}/build/${each.value.folder}.zip")}.zip"
  source = "${local.root}/build/${each.value.folder}.zip"

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  # The names shared/core/config.py reads; secrets come beside them, from the manifests.
  environment = {
    GOOGLE_CLOUD_PROJECT     = var.project_id
    REGION                   = var.region
    TIME_ZONE                = var.time_zone
    PUBLIC_URL               = var.public_url
    BUCKET                   = google_storage_bucket.private.name
    FUNCTION_ADDRESS         = local.address_pattern
    CLIENT_ADDRESS_HEADER    = "Fastly-Client-IP"
    INVOKER_SERVICE_ACCOUNT  = google_service_account.invoker.email
    WHATSAPP_GRAPH_URL       = var.whatsapp_graph_url
    WHATSAPP_GRAPH_VERSION   = var.whatsapp_graph_version
    WHATSAPP_PHONE_NUMBER_ID = var.whatsapp_phone_number_id
    WHATSAPP_BSUID_FIELD     = var.whatsapp_bsuid_field
    WHATSAPP_TIMEOUT_S       = "20"
    WHATSAPP_LEASE_S         = "90"
    WHATSAPP_UNKNOWN_WAIT_S  = "900"
    WHATSAPP_HOLD_S          = "300"
    GOWA_URL                 = var.gowa_url
    GOWA_DEVICE_ID           = var.gowa_device_id
    FONNTE_URL               = var.fonnte_url
    MIDTRANS_API_URL         = var.midtrans_api_url
    MIDTRANS_SNAP_URL        = var.midtrans_snap_url
    XENDIT_API_URL           = var.xendit_api_url
    TRIPAY_API_URL           = var.tripay_api_url
    GATEWAY_TIMEOUT_S        = "20"
  }
}

resource "google_cloudfunctions2_function" "function" {
  #checkov:skip=CKV_GCP_124:Hosting, webhooks, Cloud Tasks and Cloud Scheduler call from outside; invokers.tf says who may
  for_each = local.functions

  name     = each.key
  location = var.region

  build_config {
    runtime         = "python311"
    entry_point     = "main"
    service_account = google_service_account.build.id

    source {
      storage_source {
        bucket = google_storage_bucket.bundles.name
        object = google_storage_bucket_object.bundle[each.key].name
      }
    }
  }

  service_config {
    service_account_email            = google_service_account.function[each.key].email
    available_memory                 = each.value.memory
    available_cpu                    = "1" # less than one would allow one request at a time only
    timeout_seconds                  = each.value.timeout_s
    max_instance_request_concurrency = each.value.concurrency
    min_instance_count               = each.value.min_instances
    max_instance_count               = each.value.max_instances
    ingress_settings                 = "ALLOW_ALL" # who may call is said in invokers.tf
    all_traffic_on_latest_revision   = true

    # functions-framework answers THREADS requests at once, whatever Cloud Run would let in.
    environment_variables = merge(local.environment, { THREADS = tostring(each.value.concurrency) })

    dynamic "secret_environment_variables" {
      for_each = toset(each.value.secrets)

      content {
        key        = secret_environment_variables.value
        project_id = var.project_id
        secret     = google_secret_manager_secret.secret[secret_environment_variables.value].secret_id
        version    = "latest"
      }
    }
  }

  depends_on = [
    google_project_iam_member.build,
    google_project_service.used,
    google_secret_manager_secret_iam_member.reader,
  ]
}
