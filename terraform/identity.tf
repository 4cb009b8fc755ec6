# Who signs in: staff by e-mail and password, with a code from an app as second factor if they enrol one; customers by
# tokens we sign. Signing up stays possible, as a customer's first token makes their account: an account nobody invited
# has no staff document and no customer_id, and opens nothing (docs/threats.md).
resource "google_identity_platform_config" "people" {
  autodelete_anonymous_users = true

  # Where the sites may be signed in from: no other page can use this project's sign-in.
  authorized_domains = distinct([
    "${var.project_id}.firebaseapp.com",
    "${var.project_id}.web.app",
    local.public_host,
  ])

  sign_in {
    allow_duplicate_emails = false

    email {
      enabled           = true
      password_required = true
    }
  }

  mfa {
    state = "ENABLED"

    provider_configs {
      state = "ENABLED"

      totp_provider_config {
        adjacent_intervals = 1
      }
    }
  }

  depends_on = [google_project_service.used]
}
