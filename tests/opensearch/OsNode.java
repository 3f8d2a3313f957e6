import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.common.settings.Settings;

/**
 * One OpenSearch node in a JVM of its own: java -cp "JARS/*" OsNode.java NODE NODES BASEDIR
 *
 * <p>NODE counts from 1. BASEDIR/ports has a line for each node: its HTTP port and its transport port. The node keeps
 * everything in BASEDIR/node-NODE, so that it finds its data again after a restart. It ends with its parent process.
 */
public class OsNode {
    public static void main(String[] args) throws Exception {
        endWithParent();
        int node = Integer.parseInt(args[0]);
        int nodes = Integer.parseInt(args[1]);
        Path base = Path.of(args[2]).toAbsolutePath();
        List<String> ports = Files.readAllLines(base.resolve("ports"));

        OpenSearchRunner runner = new FixedPorts();
        runner.onBuild((number, settings) -> configure(settings, node, nodes, ports));
        runner.build(OpenSearchRunner.newConfigs()
                .clusterName("imr-tests")
                .numOfNode(1)
                .basePath(base.resolve("node-" + node).toString()));
        Thread.currentThread().join(); // until the process is killed
    }

    private static void configure(Settings.Builder settings, int node, int nodes, List<String> ports) {
        String[] own = ports.get(node - 1).split(" ");
        settings.put("node.name", "node-" + node);
        settings.putList("node.roles", "cluster_manager", "data", "ingest");
        settings.put("network.host", "127.0.0.1");
        settings.put("http.port", own[0]);
        settings.put("transport.port", own[1]);
        settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        if (nodes == 1) {
            settings.put("discovery.type", "single-node");
            return;
        }
        List<String> hosts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int other = 1; other <= nodes; other++) {
            hosts.add("127.0.0.1:" + ports.get(other - 1).split(" ")[1]);
            names.add("node-" + other);
        }
        settings.put("discovery.type", "zen");
        settings.putList("discovery.seed_hosts", hosts);
        settings.putList("cluster.initial_cluster_manager_nodes", names);
    }

    /** Ends this process soon after its parent has ended in whatever way: init then becomes its parent. */
    private static void endWithParent() {
        long parent = Long.getLong("imr.starter", parentId());
        Thread watch = new Thread(() -> {
            while (parentId() == parent) {
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    break;
                }
            }
            Runtime.getRuntime().halt(1);
        }, "ends-with-parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static long parentId() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }

    /** The runner without its own search for a free HTTP port. */
    private static class FixedPorts extends OpenSearchRunner {
        FixedPorts() {
            maxHttpPort = -1;
        }
    }
}
