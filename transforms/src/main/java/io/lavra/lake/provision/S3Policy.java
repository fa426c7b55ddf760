package io.lavra.lake.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.Location;
import io.lavra.lake.storage.S3Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a user may do on an S3 server, as the JSON that AWS defined and MinIO understands. */
record S3Policy(String json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARN = "arn:aws:s3:::";
  private static final List<String> READ = List.of("s3:GetObject");
  private static final List<String> WRITE =
      List.of(
          "s3:AbortMultipartUpload",
          "s3:DeleteObject",
          "s3:GetObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject");

  /** Sees and reads what is below these locations, and nothing else. */
  static S3Policy reading(Collection<Location> locations) {
    return of(locations, READ);
  }

  /** Sees, reads, writes and removes what is below these locations, and nothing else. */
  static S3Policy writing(Collection<Location> locations) {
    return of(locations, WRITE);
  }

  /** Whether both allow the same, in whatever order it is written. */
  boolean saysWhat(String other) {
    try {
      return normal(JSON.readTree(json)).equals(normal(JSON.readTree(other)));
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  private static S3Policy of(Collection<Location> locations, List<String> actions) {
    List<Object> statements = new ArrayList<>();
    for (Location location : locations) {
      S3Place place = S3Place.of(location);
      statements.add(listing(place));
      statements.add(allow(actions, ARN + place.bucket() + "/" + place.prefix() + "*"));
    }
    // The SDK asks for a bucket's region before anything else.
    for (String bucket : buckets(locations)) {
      statements.add(allow(List.of("s3:GetBucketLocation"), ARN + bucket));
    }
    try {
      return new S3Policy(
          JSON.writeValueAsString(Map.of("Version", "2012-10-17", "Statement", statements)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> listing(S3Place place) {
    Map<String, Object> listing = allow(List.of("s3:ListBucket"), ARN + place.bucket());
    if (!place.prefix().isEmpty()) {
      listing.put(
          "Condition", Map.of("StringLike", Map.of("s3:prefix", List.of(place.prefix() + "*"))));
    }
    return listing;
  }

  private static Map<String, Object> allow(List<String> actions, String resource) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", actions);
    statement.put("Resource", List.of(resource));
    return statement;
  }

  private static Collection<String> buckets(Collection<Location> locations) {
    Collection<String> buckets = new TreeSet<>();
    locations.forEach(location -> buckets.add(S3Place.of(location).bucket()));
    return buckets;
  }

  /** Objects by key, lists as sets. */
  private static Object normal(JsonNode node) {
    if (node.isArray()) {
      Collection<String> items = new TreeSet<>();
      node.forEach(item -> items.add(normal(item).toString()));
      return items;
    }
    if (node.isObject()) {
      Map<String, Object> members = new java.util.TreeMap<>();
      node.fields()
          .forEachRemaining(member -> members.put(member.getKey(), normal(member.getValue())));
      return members;
    }
    return node.asText();
  }
}
