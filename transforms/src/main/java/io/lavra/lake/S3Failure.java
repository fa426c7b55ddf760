package io.lavra.lake;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** A request that an S3 server answered with an error, or did not answer at all. */
final class S3Failure extends IOException {
  /** The HTTP status; 0 where no answer came. */
  private final int status;

  private S3Failure(int status, String server, Throwable cause) {
    super("%s: %s".formatted(server, cause.getMessage()), cause);
    this.status = status;
  }

  /** What the failure means to a caller of {@link Storage}. */
  static IOException of(String server, MinioException failure) {
    if (failure instanceof ErrorResponseException answer) {
      String code = answer.errorResponse().code();
      if ("NoSuchKey".equals(code)) {
        return new NoSuchFileException(answer.errorResponse().objectName());
      }
      return new S3Failure(answer.response().code(), server, failure);
    }
    if (failure instanceof ServerException answer) {
      return new S3Failure(answer.statusCode(), server, failure);
    }
    return new S3Failure(0, server, failure);
  }

  /** No answer came. */
  static S3Failure of(String server, IOException failure) {
    return new S3Failure(0, server, failure);
  }

  boolean saysItExists() {
    return status == 409 || status == 412;
  }

  /** Whether the server understood the request and refused it: nothing was done. */
  boolean isRefusal() {
    return status >= 400 && status < 500 && status != 408 && status != 429;
  }
}
