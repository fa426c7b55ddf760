package io.lavra.lake.provision;

import io.lavra.lake.Location;
import io.lavra.lake.storage.MinioServer;
import io.lavra.lake.storage.S3Connection;
import io.lavra.lake.storage.S3Place;
import io.minio.BucketExistsArgs;
import io.minio.GetBucketLifecycleArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.MakeBucketArgs;
import io.minio.SetBucketLifecycleArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.messages.Filter;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.LifecycleConfiguration.Expiration;
import io.minio.messages.LifecycleConfiguration.NoncurrentVersionExpiration;
import io.minio.messages.LifecycleConfiguration.Rule;
import io.minio.messages.Status;
import io.minio.messages.VersioningConfiguration;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a lake needs on a MinIO server, as far as it is not there. Done again, it changes
 * nothing.
 */
public final class S3Provision {
  /** What became of a step. */
  public enum Done {
    MADE,
    CHANGED,
    THERE
  }

  /**
   * One thing a lake needs.
   *
   * @param what {@code bucket}, {@code versioning}, {@code lifecycle}, {@code policy} or {@code
   *     user}
   * @param name of the thing; never a key
   */
  public record Step(String what, String name, Done done) {}

  private final MinioServer server;
  private final S3Users users;

  private S3Provision(MinioServer server, S3Users users) {
    this.server = server;
    this.users = users;
  }

  /**
   * @param admin the keys of a user who may make buckets, policies and users
   */
  public static S3Provision by(S3Connection admin) {
    return new S3Provision(MinioServer.at(admin), new S3Users(admin));
  }

  /** The bucket a location lies in. */
  public Step bucket(Location location) throws IOException {
    String bucket = S3Place.of(location).bucket();
    boolean there =
        server.retrying(
            client -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
    if (!there) {
      server.once(
          client -> {
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            return bucket;
          });
    }
    return new Step("bucket", bucket, there ? Done.THERE : Done.MADE);
  }

  /** The bucket keeps what is overwritten or removed. */
  public Step versioning(Location location) throws IOException {
    String bucket = S3Place.of(location).bucket();
    VersioningConfiguration now =
        server.retrying(
            client ->
                client.getBucketVersioning(
                    GetBucketVersioningArgs.builder().bucket(bucket).build()));
    boolean on = now.status() == VersioningConfiguration.Status.ENABLED;
    if (!on) {
      VersioningConfiguration enabled =
          new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null, null, null);
      server.retrying(
          client -> {
            client.setBucketVersioning(
                SetBucketVersioningArgs.builder().bucket(bucket).config(enabled).build());
            return bucket;
          });
    }
    return new Step("versioning", bucket, on ? Done.THERE : Done.MADE);
  }

  /**
   * What is overwritten or removed below a location goes for good after some days. What a table's
   * log still names is never touched: an age alone does not make a file of a table superfluous.
   *
   * @param id names the rule; other rules of the bucket stay as they are
   */
  public Step lifecycle(Location location, String id, int days) throws IOException {
    S3Place place = S3Place.of(location);
    String name = "%s, %s days".formatted(location.uri(), days);
    List<Rule> others = new ArrayList<>();
    Done done = Done.MADE;
    for (Rule rule : rules(place.bucket())) {
      if (!id.equals(rule.id())) {
        others.add(rule);
      } else if (isSame(rule, place.prefix(), days)) {
        return new Step("lifecycle", name, Done.THERE);
      } else {
        done = Done.CHANGED;
      }
    }
    others.add(rule(id, place.prefix(), days));
    SetBucketLifecycleArgs request =
        SetBucketLifecycleArgs.builder()
            .bucket(place.bucket())
            .config(new LifecycleConfiguration(others))
            .build();
    server.retrying(
        client -> {
          client.setBucketLifecycle(request);
          return id;
        });
    return new Step("lifecycle", name, done);
  }

  /** A policy that lets its users write below these locations only. */
  public Step writers(String policy, Collection<Location> locations) throws IOException {
    return new Step("policy", policy, users.policy(policy, S3Policy.writing(locations)));
  }

  /** A policy that lets its users read below these locations only. */
  public Step readers(String policy, Collection<Location> locations) throws IOException {
    return new Step("policy", policy, users.policy(policy, S3Policy.reading(locations)));
  }

  /**
   * A user with these keys and this policy, and no other.
   *
   * @param role what the step calls the user
   * @param sees a location the policy lets the user list
   */
  public Step user(String role, S3Connection keys, String policy, Location sees)
      throws IOException {
    return new Step("user", role, users.user(keys, policy, sees));
  }

  private List<Rule> rules(String bucket) throws IOException {
    @Nullable LifecycleConfiguration now =
        server.retrying(
            client ->
                client.getBucketLifecycle(GetBucketLifecycleArgs.builder().bucket(bucket).build()));
    return now == null ? List.of() : now.rules();
  }

  private static boolean isSame(Rule rule, String prefix, int days) {
    NoncurrentVersionExpiration expiry = rule.noncurrentVersionExpiration();
    Filter filter = rule.filter();
    String prefixNow = filter == null || filter.prefix() == null ? "" : filter.prefix();
    return rule.status() == Status.ENABLED
        && expiry != null
        && expiry.noncurrentDays() == days
        && prefixNow.equals(prefix);
  }

  private static Rule rule(String id, String prefix, int days) {
    Expiration markers = new Expiration((ZonedDateTime) null, null, true, null);
    NoncurrentVersionExpiration versions = new NoncurrentVersionExpiration(days, null);
    return new Rule(Status.ENABLED, null, markers, new Filter(prefix), id, versions, null, null);
  }
}
