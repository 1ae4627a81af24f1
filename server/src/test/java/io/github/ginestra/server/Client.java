package io.github.ginestra.server;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A client of a server. */
record Client(URI address) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static Client of(ModelServer server) {
    return new Client(server.address());
  }

  record Answer(int status, String body, HttpResponse<String> response) {
    JsonObject json() {
      return JsonParser.parseString(body).getAsJsonObject();
    }

    String error() {
      return json().get("error").getAsString();
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
  }

  HttpRequest.Builder json(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json.replace('\'', '"')));
  }

  Answer get(String path) {
    return send(request(path));
  }

  /** Posts JSON, in which apostrophes stand for quotes. */
  Answer post(String path, String json) {
    return send(json(path, json));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new AssertionError("no answer from " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The data of server-sent events; the name of an event stands before its data. */
  static List<String> events(String body) {
    return body.lines()
        .filter(line -> !line.isEmpty())
        .map(line -> line.replaceFirst("^data: ", "").replaceFirst("^event: ", "!"))
        .toList();
  }

  /** The text that events bring. */
  static String text(String body) {
    StringBuilder text = new StringBuilder();
    for (String event : events(body)) {
      if (event.startsWith("{\"text\"")) {
        text.append(JsonParser.parseString(event).getAsJsonObject().get("text").getAsString());
      }
    }
    return text.toString();
  }
}
