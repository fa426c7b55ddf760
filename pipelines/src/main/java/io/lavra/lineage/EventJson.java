package io.lavra.lineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.lavra.words.Inert;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Events as JSON, whose texts are {@linkplain Inert inert}. */
final class EventJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setSerializationInclusion(JsonInclude.Include.NON_NULL)
          .registerModule(
              new SimpleModule()
                  .addSerializer(ZonedDateTime.class, new Time())
                  .addSerializer(String.class, new Shown())
                  .addKeySerializer(String.class, new ShownKey()));

  private EventJson() {}

  static JsonNode tree(Object event) {
    return MAPPER.valueToTree(event);
  }

  private static final class Time extends JsonSerializer<ZonedDateTime> {
    @Override
    public void serialize(ZonedDateTime time, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(DateTimeFormatter.ISO_INSTANT.format(time));
    }
  }

  /** Viewers show what is in an event. */
  private static final class Shown extends JsonSerializer<String> {
    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Inert.text(text));
    }
  }

  private static final class ShownKey extends JsonSerializer<String> {
    @Override
    public void serialize(String name, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeFieldName(Inert.line(name));
    }
  }
}
