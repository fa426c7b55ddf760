package io.lavra.lake.io;

import io.lavra.lake.Authorities;
import io.lavra.lake.storage.Storage;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** A request that an S3 server answered with an error, or did not answer at all. */
public final class S3Failure extends IOException {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** The HTTP status; 0 where no answer came. */
  private final int status;

  private S3Failure(int status, String server, Throwable cause) {
    super("%s: %s".formatted(server, words(cause)), cause);
    this.status = status;
  }

  /** What the failure means to a caller of {@link Storage}. */
  public static IOException of(String server, MinioException failure) {
    if (failure instanceof ErrorResponseException answer) {
      String code = answer.errorResponse().code();
      if ("NoSuchKey".equals(code)) {
        return new NoSuchFileException(answer.errorResponse().objectName());
      }
      if ("NoSuchBucket".equals(code)) {
        return noBucket(server, answer.errorResponse().bucketName());
      }
      return new S3Failure(answer.response().code(), server, failure);
    }
    if (failure instanceof ServerException answer) {
      return new S3Failure(answer.statusCode(), server, failure);
    }
    return new S3Failure(0, server, failure);
  }

  private static S3Failure noBucket(String server, String bucket) {
    return answered(
        NOT_FOUND,
        server,
        "there is no bucket \"%s\". Make it with lavra provision, or correct the target in lake.yaml"
            .formatted(bucket));
  }

  /** The server answered, and not as the SDK would have read it. */
  public static S3Failure answered(int status, String server, String message) {
    return new S3Failure(status, server, new IOException(message));
  }

  /** The request was not sent: many before it had no answer. */
  public static S3Failure resting(String server, RuntimeException rest) {
    return new S3Failure(
        0, server, new IOException("it does not answer and is given a rest", rest));
  }

  /** No answer came. */
  public static S3Failure of(String server, Exception failure) {
    return new S3Failure(0, server, failure);
  }

  /** The SDK wraps what happened to a connection without a word of its own. */
  private static String words(Throwable failure) {
    if (Authorities.distrust(failure)) {
      return "its certificate is not trusted. Name a PEM file with its authority as \"ca-file\" of the target";
    }
    Throwable cause = failure.getCause();
    return String.valueOf((cause instanceof IOException ? cause : failure).getMessage());
  }

  public boolean saysItExists() {
    return status == 409 || status == 412;
  }

  public boolean saysItIsAbsent() {
    return status == NOT_FOUND;
  }

  public boolean saysItIsForbidden() {
    return status == FORBIDDEN;
  }

  /**
   * Whether nothing was done and asking again is of no use: the server understood the request and
   * refused it, or is none we trust.
   */
  public boolean isRefusal() {
    return isAnsweredWithNo() || Authorities.distrust(this);
  }

  public boolean isAnsweredWithNo() {
    return status >= 400 && status < 500 && status != 408 && status != 429;
  }
}
