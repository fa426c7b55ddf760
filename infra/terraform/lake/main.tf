# There is no provider to declare: lavra provision is the one that knows what a lake needs, and does it again unharmed.
# Keys are in the environment of whoever runs terraform. lavra takes them from there, so no plan and no state has them.

terraform {
  required_version = ">= 1.9"
}

locals {
  file   = "${abspath(var.lake)}/lake.yaml"
  lake   = yamldecode(file(local.file))
  target = local.lake.targets[var.target]
}

resource "terraform_data" "provisioned" {
  triggers_replace = {
    again  = var.again
    lake   = filesha256(local.file)
    target = var.target
  }

  # No shell: the interpreter is lavra, and the command its last argument.
  provisioner "local-exec" {
    interpreter = [abspath(var.lavra), "provision", "--target", var.target]
    command     = abspath(var.lake)
  }
}
