variable "project_id" {
  description = "The Google Cloud project: one ISP, one project."
  type        = string
}

variable "project_number" {
  description = "The project's number, part of every function's address."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+$", var.project_number))
    error_message = "project_number is the project's number, not its name: `gcloud projects describe` tells it."
  }
}

variable "environment" {
  description = "staging or production."
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "environment is staging or production."
  }
}

variable "region" {
  description = "Where everything runs and lies; asia-southeast2 is Jakarta."
  type        = string
  default     = "asia-southeast2"
}

variable "time_zone" {
  description = "The ISP's time zone: what \"today\" is, and when its day begins."
  type        = string
  default     = "Asia/Jakarta"
}

variable "public_url" {
  description = "Where the sites are, without a slash at the end; pay links begin with it."
  type        = string

  validation {
    condition     = can(regex("^https://[^/]+$", var.public_url))
    error_message = "public_url is https:// and a host, nothing after it."
  }
}

variable "whatsapp_phone_number_id" {
  description = "The id Meta gives the ISP's WhatsApp number (not the number itself)."
  type        = string
}

variable "whatsapp_business_account_id" {
  description = "The id of the WhatsApp Business account: `make templates` and `make preflight` ask about it."
  type        = string
  default     = ""
}

variable "whatsapp_app_id" {
  description = "The id of the app at Meta: a sample bill is uploaded in its name when templates are submitted."
  type        = string
  default     = ""
}

variable "whatsapp_graph_url" {
  description = "Meta's Graph API."
  type        = string
  default     = "https://graph.facebook.com"
}

variable "whatsapp_bsuid_field" {
  description = "The field that names a receiver without a phone number: recipient or to (Meta's pages disagree)."
  type        = string
  default     = "recipient"
}

variable "gowa_url" {
  description = "Where your own GOWA answers; empty where it is not used. Unofficial: WhatsApp may ban the number."
  type        = string
  default     = ""
}

variable "gowa_device_id" {
  description = "Which of GOWA's numbers is ours, where it has several."
  type        = string
  default     = ""
}

variable "fonnte_url" {
  description = "Fonnte's API. Unofficial: WhatsApp may ban the number."
  type        = string
  default     = "https://api.fonnte.com"
}

variable "whatsapp_graph_version" {
  description = "The Graph API version the messages are written for."
  type        = string
  default     = "v25.0"
}

variable "midtrans_api_url" {
  description = "Midtrans' Core API; https://api.sandbox.midtrans.com for its sandbox."
  type        = string
  default     = "https://api.midtrans.com"
}

variable "midtrans_snap_url" {
  description = "Midtrans' Snap; https://app.sandbox.midtrans.com for its sandbox."
  type        = string
  default     = "https://app.midtrans.com"
}

variable "xendit_api_url" {
  description = "Xendit's API; its keys say whether they are for tests."
  type        = string
  default     = "https://api.xendit.co"
}

variable "tripay_api_url" {
  description = "Tripay's API; https://tripay.co.id/api-sandbox for its sandbox."
  type        = string
  default     = "https://tripay.co.id/api"
}

variable "unused_secrets" {
  description = "Secrets of providers and payment gateways that are not used: they are not made, and cost nothing."
  type        = set(string)
  default     = []
}

variable "github_repository" {
  description = "owner/name of the repository whose workflow may deploy; empty where nobody deploys from GitHub."
  type        = string
  default     = ""
}

variable "alert_email" {
  description = "Who is told when something is wrong."
  type        = string

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+$", var.alert_email))
    error_message = "alert_email is an e-mail address."
  }
}

variable "billing_account" {
  description = "The billing account's id, for the budget; empty where this project's budget is kept elsewhere."
  type        = string
  default     = ""
}

variable "budget" {
  description = "What a month should not cost, in the account's currency: an e-mail goes out at half of it, at nine tenths, and beyond."
  type        = number
  default     = 500000
}

variable "budget_currency" {
  description = "The billing account's own currency; a budget in another is refused."
  type        = string
  default     = "IDR"
}
