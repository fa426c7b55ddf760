package io.lavra.lake.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import io.lavra.lake.io.S3Failure;
import io.lavra.lake.storage.Patience;
import io.lavra.lake.storage.S3Connection;
import io.lavra.lake.storage.S3Http;
import io.minio.Signer;
import io.minio.Time;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * MinIO's own interface for users and policies. Its client for Java stands on an older SDK, so the
 * requests are made here, signed as the SDK signs its own.
 */
final class MinioAdmin {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType BYTES = MediaType.get("application/octet-stream");
  private static final String ANY_REGION = "us-east-1";

  private final S3Connection admin;
  private final OkHttpClient http;
  private final Patience patience;

  MinioAdmin(S3Connection admin) {
    this.admin = admin;
    this.http = S3Http.client(admin);
    this.patience = new Patience(admin.endpoint());
  }

  /** Asks for something; the answer is JSON. */
  JsonNode get(String command, Map<String, String> parameters) throws IOException {
    return patience.retrying(() -> JSON.readTree(send("GET", command, parameters, new byte[0])));
  }

  /** Sets something; done twice it is as if done once. */
  void put(String command, Map<String, String> parameters, byte[] body) throws IOException {
    patience.retrying(() -> send("PUT", command, parameters, body));
  }

  private String send(String method, String command, Map<String, String> parameters, byte[] body)
      throws IOException {
    try (Response response =
        http.newCall(signed(method, url(command, parameters), body)).execute()) {
      String answer = response.body().string();
      if (!response.isSuccessful()) {
        throw S3Failure.answered(response.code(), admin.endpoint(), message(answer));
      }
      return answer;
    } catch (S3Failure answered) {
      throw answered;
    } catch (IOException unanswered) {
      throw S3Failure.of(admin.endpoint(), unanswered);
    }
  }

  private HttpUrl url(String command, Map<String, String> parameters) {
    HttpUrl.Builder url =
        HttpUrl.get(admin.endpoint()).newBuilder().addPathSegments("minio/admin/v3/" + command);
    parameters.forEach(url::addQueryParameter);
    return url.build();
  }

  private Request signed(String method, HttpUrl url, byte[] body) {
    String hash = Hashing.sha256().hashBytes(body).toString();
    Request request =
        new Request.Builder()
            .url(url)
            .header("Host", host(url))
            .header("x-amz-date", ZonedDateTime.now(Time.UTC).format(Time.AMZ_DATE_FORMAT))
            .header("x-amz-content-sha256", hash)
            .method(method, method.equals("GET") ? null : RequestBody.create(body, BYTES))
            .build();
    try {
      return Signer.signV4S3(request, ANY_REGION, admin.accessKey(), admin.secretKey(), hash);
    } catch (MinioException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String host(HttpUrl url) {
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return usual ? url.host() : url.host() + ":" + url.port();
  }

  private static String message(String answer) {
    try {
      return JSON.readTree(answer).path("Message").asText("no reason given");
    } catch (IOException notJson) {
      return "it does not speak MinIO's language of users and policies";
    }
  }
}
