package io.lavra.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.http.PostJson;
import io.lavra.project.outgoing.AlertsOutput.Webhook;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Posts an alert as Slack's incoming webhooks take it. */
final class PostWebhook {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PostJson post;

  PostWebhook(Webhook webhook) {
    this.post = new PostJson(webhook.url(), Map.of(), PATIENCE, webhook.caFile(), "alerts");
  }

  void send(Alert alert) throws IOException, InterruptedException {
    post.send(
        new ObjectMapper()
            .writeValueAsString(Map.of("text", escaped(alert.text()), "mrkdwn", false)));
  }

  /** What would open a link or call a whole channel. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
