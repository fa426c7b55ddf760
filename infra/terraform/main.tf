# The lake that ships, on the server that MINIO_ENDPOINT names. For a lake of your own, call the module with its folder.

terraform {
  required_version = ">= 1.9"
}

variable "lake" {
  description = "The lake's folder"
  type        = string
  default     = "../../pipelines/lakes/nova-corrente"
}

variable "target" {
  description = "A target of its lake.yaml"
  type        = string
  default     = "hosted"
}

variable "again" {
  description = "Change it to provision again while lake.yaml stays as it is"
  type        = string
  default     = ""
}

module "lake" {
  source = "./lake"
  lake   = var.lake
  target = var.target
  again  = var.again
  lavra  = "${path.module}/../../lavra"
}

output "lake" {
  description = "What is there now"
  value       = module.lake
}
