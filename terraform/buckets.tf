# What people hand in (proofs, photos, spreadsheets): never public.
resource "google_storage_bucket" "private" {
  name                        = "${var.project_id}-private"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
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
