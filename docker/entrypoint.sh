#!/bin/sh
# `api` and `worker` are the two long-running processes; any other word is a command of `jalon`, such as `migrate`.
# exec, so that signals reach Node.
set -e

case ${1:-api} in
  api | worker) exec node --enable-source-maps "dist/apps/${1:-api}/main.js" ;;
  *) exec bin/jalon "$@" ;;
esac
