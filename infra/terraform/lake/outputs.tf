locals {
  layers = ["bronze", "silver", "gold", "ops"]
  places = { for layer in local.layers : layer => try(local.target.layers[layer], "${trimsuffix(local.target.root, "/")}/${layer}") }
  policy = "lavra-${local.lake.lake}-${var.target}"
}

output "places" {
  description = "Where the tables of each layer lie"
  value       = local.places
  depends_on  = [terraform_data.provisioned]
}

output "buckets" {
  description = "The buckets, in alphabetical order"
  value       = sort(distinct([for place in values(local.places) : split("/", place)[2]]))
  depends_on  = [terraform_data.provisioned]
}

output "policies" {
  description = "The policies on the server: the pipeline's and the reader's"
  value       = { pipeline = "${local.policy}-pipeline", reader = "${local.policy}-reader" }
  depends_on  = [terraform_data.provisioned]
}

output "users" {
  description = "Who was made on the server, and the environment variable that holds their access key"
  value = merge(
    can(local.target.admin) ? { pipeline = trim(local.target["access-key"], "$${}") } : {},
    can(local.target.reader) ? { reader = trim(local.target.reader["access-key"], "$${}") } : {},
  )
  depends_on = [terraform_data.provisioned]
}
