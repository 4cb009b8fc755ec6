# What people hand in (proofs, photos, spreadsheets): never public.
resource "google_storage_bucket" "private" {
  name                        = "${var.project_id}-private"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }

  # What was deleted by mistake can be had back for a month; then a person who was erased is gone from here too.
  lifecycle_rule {
    condition {
      days_since_noncurrent_time = 30
    }
    action {
      type = "Delete"
    }
  }

  depends_on = [google_project_service.used]
}

# The bundles the functions are built from.
resource "google_storage_bucket" "bundles" {
  name                        = "${var.project_id}-bundles"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  depends_on = [google_project_service.used]
}
