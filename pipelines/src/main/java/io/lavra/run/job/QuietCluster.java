package io.lavra.run.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.apache.flink.runtime.rest.SessionRestEndpointFactory;
import org.apache.flink.runtime.webmonitor.WebMonitorEndpoint;

/** A cluster whose REST server can be closed: jobs come to it by a call. */
final class QuietCluster extends MiniCluster {
  private static final RestEndpointFactory<DispatcherGateway> SESSIONS =
      SessionRestEndpointFactory.INSTANCE;

  private final List<WebMonitorEndpoint<?>> servers = new CopyOnWriteArrayList<>();

  QuietCluster(MiniClusterConfiguration configuration) {
    super(configuration);
  }

  /** Once it has started, for Flink cannot start without. */
  void closeRest() {
    servers.forEach(server -> server.closeAsync().join());
  }

  @Override
  protected DispatcherResourceManagerComponentFactory
      createDispatcherResourceManagerComponentFactory() {
    RestEndpointFactory<DispatcherGateway> remembering =
        (configuration, dispatchers, managers, blobs, executor, metrics, leader, fatal) -> {
          WebMonitorEndpoint<DispatcherGateway> server =
              SESSIONS.createRestEndpoint(
                  configuration, dispatchers, managers, blobs, executor, metrics, leader, fatal);
          servers.add(server);
          return server;
        };
    return new DefaultDispatcherResourceManagerComponentFactory(
        DefaultDispatcherRunnerFactory.createSessionRunner(SessionDispatcherFactory.INSTANCE),
        StandaloneResourceManagerFactory.getInstance(),
        remembering);
  }
}
