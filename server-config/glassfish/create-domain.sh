#!/usr/bin/env bash
# Makes the GlassFish domain "taskwire" as taskwire.asadmin describes it, and leaves it stopped:
#   create-domain.sh GLASSFISH_HOME HTTP_PORT ADMIN_PORT [OTHER_PORTS]
# OTHER_PORTS as create-domain takes them in --domainproperties, for machines on which the defaults are in use.
set -euo pipefail
home=$1 http=$2 admin=$3 others=${4:-}
asadmin=$home/bin/asadmin
here=$(cd "$(dirname "$0")" && pwd)
export AS_START_TIMEOUT=300000

rm -rf "$home/glassfish/domains/taskwire"
"$asadmin" create-domain --nopassword=true --savelogin=false --checkports=false --instanceport "$http" --adminport "$admin" \
  ${others:+--domainproperties "$others"} taskwire
"$asadmin" start-domain taskwire
trap '"$asadmin" stop-domain taskwire' EXIT
"$asadmin" --port "$admin" create-system-properties taskwire.bind-address=127.0.0.1
"$asadmin" --port "$admin" multimode --file "$here/taskwire.asadmin"
