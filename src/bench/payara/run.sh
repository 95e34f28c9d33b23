#!/usr/bin/env bash
# The WAR on Payara Micro, as the README runs it.   run.sh PORT
# With TASKWIRE_ENGINE, the address of a Redis, it shares its tasks with the others there.
exec java -Xmx2g ${JAVA_OPTS:-} -Dtaskwire.bind-address=127.0.0.1 -Dtasks.demo-enabled=true \
  -Dtasks.event-log-capacity=100000 -Dtasks.max-pending=100000 \
  ${TASKWIRE_ENGINE:+-Dtasks.cluster=redis -Dtasks.cluster.url=$TASKWIRE_ENGINE -Dtasks.cluster.node-name=$1} ${TASKWIRE_OPTIONS:-} \
  -jar "$TASKWIRE_PAYARA" --nocluster --port "$1" --contextroot / \
  --prebootcommandfile "$TASKWIRE/server-config/payara/preboot.asadmin" \
  --logproperties "$TASKWIRE/server-config/payara/logging.properties" --deploy "$TASKWIRE/target/taskwire.war"
