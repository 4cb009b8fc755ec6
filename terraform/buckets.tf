# What people hand in (proofs, photos, spreadsheets): never public.
resource "google_storage_bucket" "private" {
  #checkov:skip=CKV_GCP_62:Who reads what people handed in is in our own audit trail, by person and not by function
  name                        = "${var.project_id}-private"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }

  # What was deleted by mistake can be had back for a month; then a person who was erased is gone from here too.
  # Cloud Storage's own undelete would keep it for another week beyond that.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  lifecycle_rule {
    condition {
      days_since_noncurrent_time = 30
    }
    action {
      type = "Delete"
    }
  }

  # An upload that broke off leaves parts that nobody sees.
  lifecycle_rule {
    condition {
      age = 7
    }
    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [google_project_service.used]
}

# The bundles the functions are built from. What is no longer deployed is kept for as long as one goes back.
resource "google_storage_bucket" "bundles" {
  #checkov:skip=CKV_GCP_62:Holds nothing but our own sources
  name                        = "${var.project_id}-bundles"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }

  lifecycle_rule {
    condition {
      days_since_noncurrent_time = 90
    }
    action {
      type = "Delete"
    }
  }

  depends_on = [google_project_service.used]
}
