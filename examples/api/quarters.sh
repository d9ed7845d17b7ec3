#!/bin/sh
# How many appeals were answered on time in each quarter, and of how many: two numbers that belong together.
# PORTAL=https://… sh quarters.sh
set -eu
portal=${PORTAL:-http://localhost:3000}

curl --fail --silent --show-error --compressed \
  "$portal/data/appeals.csv?grain=quarter&category=all&district=all&channel=all&measure=with_deadline,on_time"
