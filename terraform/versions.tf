# Checked without a provider here (tests/terraform); 6.50 is the version the names were compared with.
terraform {
  required_version = ">= 1.11"

  # Bucket and prefix come with `-backend-config`: the state never lies beside the sources.
  backend "gcs" {}

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
  }
}

provider "google" {
  project = var.project_id
  region  = var.region

  # Identity Platform and budgets ask which project pays for the asking.
  billing_project       = var.project_id
  user_project_override = true

  default_labels = {
    app         = "sambung"
    environment = var.environment
  }
}
