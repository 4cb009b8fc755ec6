# What functions/*/function.yaml say, as maps the other files loop over. The keys are cloud names: the folder with - for _.
locals {
  root = "${path.module}/.."

  functions = {
    for path in fileset(local.root, "functions/*/function.yaml") :
    replace(basename(dirname(path)), "_", "-") => merge(
      { routes = [], queues = {}, roles = [], time_zone = var.time_zone, signs_tokens = false, min_instances = 0 },
      yamldecode(file("${local.root}/${path}")),
      {
        folder = basename(dirname(path))
        secrets = [
          for secret in try(yamldecode(file("${local.root}/${path}")).secrets, []) : secret
          if !contains(var.unused_secrets, secret)
        ]
      },
    )
  }

  http      = { for name, function in local.functions : name => function if function.trigger == "http" }
  tasks     = { for name, function in local.functions : name => function if function.trigger == "task" }
  schedules = { for name, function in local.functions : name => function if function.trigger == "schedule" }

  # Computed and not read back, so that a function can know another's address, and its own, before either exists.
  address_pattern = "https://{name}-${var.project_number}.${var.region}.run.app"
  addresses       = { for name in keys(local.functions) : name => replace(local.address_pattern, "{name}", name) }

  public_host = trimprefix(var.public_url, "https://")

  routes = merge([for name, function in local.http : { for route in function.routes : route => name }]...)
  queues = merge([for function in values(local.tasks) : function.queues]...)

  roles = merge([
    for name, function in local.functions : {
      for role in function.roles : "${name} ${role}" => { function = name, role = role }
    }
  ]...)

  secrets = toset(flatten([for function in values(local.functions) : function.secrets]))
  secret_readers = merge([
    for name, function in local.functions : {
      for secret in function.secrets : "${name} ${secret}" => { function = name, secret = secret }
    }
  ]...)

  enqueuers = {
    for name, function in local.functions : name => function if contains(function.roles, "roles/cloudtasks.enqueuer")
  }
}
