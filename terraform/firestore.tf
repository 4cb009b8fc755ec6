resource "google_firestore_database" "main" {
  name                              = "(default)"
  location_id                       = var.region
  type                              = "FIRESTORE_NATIVE"
  point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_ENABLED"
  delete_protection_state           = "DELETE_PROTECTION_ENABLED"
  deletion_policy                   = "ABANDON"

  depends_on = [google_project_service.used]
}

locals {
  indexes_file = "${local.root}/firestore.indexes.json"
  told         = jsondecode(fileexists(local.indexes_file) ? file(local.indexes_file) : "{}")

  indexes = {
    for index in try(local.told.indexes, []) :
    join(" ", concat(
      [index.collectionGroup, try(index.queryScope, "COLLECTION")],
      [for field in index.fields : "${field.fieldPath}:${try(field.order, field.arrayConfig)}"],
    )) => index
  }

  # Records that outlive their use delete themselves.
  kept_until = {
    idempotency     = "expires_at"
    import_pages    = "expires_at"
    inbound         = "expires_at"
    line_days       = "expires_at"
    message_secrets = "expires_at"
    otp             = "expires_at"
    otp_tickets     = "expires_at"
    payment_events  = "expires_at"
    rate_limits     = "expires_at"
    receipts        = "expires_at"
  }

  # One resource per field, whether its TTL policy, its indexes or both are said: Google knows a field once.
  # Nothing asks for expires_at, and an index on a time that only grows is written in one place.
  fields = merge(
    {
      for collection, field in local.kept_until :
      "${collection} ${field}" => { collection = collection, field = field, expires = true, indexes = [] }
    },
    {
      for override in try(local.told.fieldOverrides, []) :
      "${override.collectionGroup} ${override.fieldPath}" => {
        collection = override.collectionGroup
        field      = override.fieldPath
        expires    = try(override.ttl, false) || try(local.kept_until[override.collectionGroup] == override.fieldPath, false)
        indexes    = try(override.indexes, [])
      }
    },
  )
}

resource "google_firestore_index" "index" {
  for_each = local.indexes

  database    = google_firestore_database.main.name
  collection  = each.value.collectionGroup
  query_scope = try(each.value.queryScope, "COLLECTION")

  dynamic "fields" {
    for_each = each.value.fields

    content {
      field_path   = fields.value.fieldPath
      order        = try(fields.value.order, null)
      array_config = try(fields.value.arrayConfig, null)
    }
  }
}

resource "google_firestore_field" "field" {
  for_each = local.fields

  database   = google_firestore_database.main.name
  collection = each.value.collection
  field      = each.value.field

  dynamic "ttl_config" {
    for_each = each.value.expires ? [true] : []

    content {}
  }

  index_config {
    dynamic "indexes" {
      for_each = each.value.indexes

      content {
        order        = try(indexes.value.order, null)
        array_config = try(indexes.value.arrayConfig, null)
        query_scope  = try(indexes.value.queryScope, "COLLECTION")
      }
    }
  }
}

# Beside point-in-time recovery (seven days, to the minute): whole copies that outlive a mistake noticed late.
resource "google_firestore_backup_schedule" "daily" {
  database  = google_firestore_database.main.name
  retention = "${7 * 24 * 3600}s"

  daily_recurrence {}
}

resource "google_firestore_backup_schedule" "weekly" {
  database  = google_firestore_database.main.name
  retention = "${14 * 7 * 24 * 3600}s" # the longest Google keeps one

  weekly_recurrence {
    day = "SUNDAY"
  }
}

# Deny by default; nobody writes but the functions. A ruleset is never changed: a new one is made, and released.
resource "google_firebaserules_ruleset" "firestore" {
  source {
    files {
      name    = "firestore.rules"
      content = file("${local.root}/firestore.rules")
    }
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [google_firestore_database.main]
}

resource "google_firebaserules_release" "firestore" {
  name         = "cloud.firestore"
  ruleset_name = google_firebaserules_ruleset.firestore.name
}
