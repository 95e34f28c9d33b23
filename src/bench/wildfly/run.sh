#!/usr/bin/env bash
# The WAR on the WildFly that the build provisions, with a folder of its own for each port.   run.sh PORT
# With TASKWIRE_ENGINE, the address of a Redis, it shares its tasks with the others there.
base=$TASKWIRE/target/bench/wildfly-$1
rm -rf "$base" && mkdir -p "$base/deployments"
cp -r "$TASKWIRE/target/wildfly/standalone/configuration" "$base/"
cp "$TASKWIRE/target/taskwire.war" "$base/deployments/ROOT.war"
export JAVA_OPTS="-Xmx2g -Djava.net.preferIPv4Stack=true -Djboss.modules.system.pkgs=org.jboss.byteman ${JAVA_OPTS:-}"
LAUNCH_JBOSS_IN_BACKGROUND=1 exec "$TASKWIRE/target/wildfly/bin/standalone.sh" -Djboss.server.base.dir="$base" \
  -Djboss.bind.address=127.0.0.1 -Djboss.http.port="$1" -Djboss.https.port=0 \
  -Djboss.bind.address.management=127.0.0.1 -Djboss.management.http.port=0 \
  -Dtasks.demo-enabled=true -Dtasks.event-log-capacity=100000 -Dtasks.max-pending=100000 \
  ${TASKWIRE_ENGINE:+-Dtasks.cluster=redis -Dtasks.cluster.url=$TASKWIRE_ENGINE -Dtasks.cluster.node-name=$1} ${TASKWIRE_OPTIONS:-}
