package io.lavra.lake.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.io.S3Failure;
import io.lavra.lake.provision.S3Provision.Done;
import io.lavra.lake.storage.MinioStorage;
import io.lavra.lake.storage.S3Connection;
import io.minio.admin.Crypto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** Users and policies of a MinIO server. */
final class S3Users {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Connection admin;
  private final MinioAdmin server;

  S3Users(S3Connection admin) {
    this.admin = admin;
    this.server = new MinioAdmin(admin);
  }

  /** Makes a policy, or makes it say what it is to say. */
  Done policy(String name, S3Policy policy) throws IOException {
    JsonNode now = get("list-canned-policies", Map.of()).path(name);
    if (policy.saysWhat(now.toString())) {
      return Done.THERE;
    }
    server.put(
        "add-canned-policy", Map.of("name", name), policy.json().getBytes(StandardCharsets.UTF_8));
    return now.isMissingNode() ? Done.MADE : Done.CHANGED;
  }

  /**
   * Makes a user, or gives one that is there these keys and this policy alone.
   *
   * @param sees a location the policy lets the user list
   */
  Done user(S3Connection keys, String policy, Location sees) throws IOException {
    Optional<JsonNode> now = find(keys.accessKey());
    if (now.filter(user -> isEnabledWith(policy, user)).isPresent() && isAccepted(keys, sees)) {
      return Done.THERE;
    }
    server.put("add-user", Map.of("accessKey", keys.accessKey()), encrypted(keys.secretKey()));
    server.put(
        "set-user-or-group-policy",
        Map.of("policyName", policy, "userOrGroup", keys.accessKey(), "isGroup", "false"),
        new byte[0]);
    return now.isPresent() ? Done.CHANGED : Done.MADE;
  }

  private Optional<JsonNode> find(String accessKey) throws IOException {
    try {
      return Optional.of(server.get("user-info", Map.of("accessKey", accessKey)));
    } catch (S3Failure failure) {
      if (failure.saysItIsAbsent()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static boolean isEnabledWith(String policy, JsonNode user) {
    return user.path("policyName").asText().equals(policy)
        && user.path("status").asText().equals("enabled");
  }

  /** A server tells nobody a user's secret, but it can be tried. */
  private static boolean isAccepted(S3Connection keys, Location sees) throws IOException {
    try {
      MinioStorage.open(sees, keys).find("_lavra/access");
      return true;
    } catch (S3Failure failure) {
      if (failure.isRefusal()) {
        return false;
      }
      throw failure;
    }
  }

  private JsonNode get(String command, Map<String, String> parameters) throws IOException {
    try {
      return server.get(command, parameters);
    } catch (S3Failure failure) {
      if (failure.isAnsweredWithNo()) {
        String remedy =
            failure.saysItIsForbidden()
                ? "Provision with an administrator's keys: name them as \"admin\" of the target."
                : "The buckets are there; make users with the server's own tools.";
        throw new LakeException(
            "No policies and users can be made: %s. %s".formatted(failure.getMessage(), remedy),
            failure);
      }
      throw failure;
    }
  }

  /** MinIO wants a secret encrypted with the administrator's. */
  private byte[] encrypted(String secret) {
    try {
      byte[] user = JSON.writeValueAsBytes(Map.of("secretKey", secret, "status", "enabled"));
      return Crypto.encrypt(user, admin.secretKey());
    } catch (JsonProcessingException | InvalidCipherTextException e) {
      throw new IllegalStateException(e);
    }
  }
}
