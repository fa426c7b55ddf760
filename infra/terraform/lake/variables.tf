variable "lake" {
  description = "The lake's folder, the one that holds lake.yaml"
  type        = string

  validation {
    condition     = fileexists("${var.lake}/lake.yaml")
    error_message = "No lake.yaml lies in that folder. Name a lake's folder, from the folder that terraform runs in."
  }
}

variable "target" {
  description = "The target of lake.yaml to provision; its layers lie on s3://"
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9_-]*$", var.target))
    error_message = "A target is named by letters, digits, - and _."
  }
}

variable "lavra" {
  description = "The lavra command"
  type        = string

  validation {
    condition     = fileexists(var.lavra)
    error_message = "No such file. Name the lavra command, from the folder that terraform runs in."
  }
}

variable "again" {
  description = "Change it to provision again while lake.yaml stays as it is: after a change of keys, or of the server"
  type        = string
  default     = ""
}
