# Sourced by the others: builds the WAR and gets both servers. Sets TASKWIRE, the checkout, and TASKWIRE_PAYARA.
TASKWIRE=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export TASKWIRE
cd "$TASKWIRE"
# up to the phase in which the integration tests get their server, without the tests
./mvnw -q -B -ntp pre-integration-test -Pwildfly -DskipChecks -DskipUnitTests
./mvnw -q -B -ntp dependency:copy -Dartifact=fish.payara.extras:payara-micro:6.2025.10 -DoutputDirectory=target/bench
export TASKWIRE_PAYARA=$TASKWIRE/target/bench/payara-micro-6.2025.10.jar
