#!/bin/bash
# The service under a real systemd: installed by cmake --install, started, reloaded, killed, stopped.
# Usage: service_test.sh SOURCE_DIR BUILD_DIR. Exit code 77: cannot run here.
set -u
source_dir=$1
build_dir=$2
. "$source_dir/tests/system/lab.sh"

if [ "$(id -u)" != 0 ] || ! command -v systemd-nspawn mmdebstrap >/dev/null; then
  echo "not run: needs root, systemd-nspawn and mmdebstrap"
  exit 77
fi
program=$(find "$build_dir" -maxdepth 2 -name tidemark -type f -perm -u+x | head -1)
[ -n "$program" ] || { echo "no program in $build_dir"; exit 1; }

# --- helpers -----------------------------------------------------------------------------------
passed=0
failed=0
is() { # what, found, expected
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
    echo "ok    $1"
  else
    failed=$((failed + 1))
    echo "FAIL  $1: found '$2', expected '$3'"
  fi
}
unit() { lab systemctl show -P "$1" tidemark.service; }
journal() { lab journalctl -u tidemark -o cat --no-pager; }
eventually() { # command that must become true within 20 s
  local tries
  for tries in $(seq 200); do
    if eval "$1"; then return 0; fi
    sleep 0.1
  done
  return 1
}
lines() { lab grep -c "$1" /var/log/tidemark/alerts.log 2>/dev/null; }
publish() { cat >"$(lab_file /srv/a.csv)"; }
source_file() { # id
  cat >"$(lab_file "/etc/tidemark/sources.d/$1.toml")" <<END
[source]
id        = "$1"
title     = "Test figures"
publisher = "Test"
licence   = "none"
measure   = "offences"
unit      = "count"
[find]
via = "url"
url = "file:///srv/a.csv"
[schedule]
on   = "*:*:0/3"
zone = "Europe/London"
[[layout]]
kind   = "list"
header = { has = ["year", "offences"] }
value  = { column = "offences" }
[[layout.dim]]
name   = "period"
column = "year"
parse  = "financial-year"
[[rule]]
kind  = "yoy"
above = "+10%"
END
}

# --- a root with what the program links against, and what it loads when it is used ---------------
late=$(grep -aohE 'lib(curl|systemd)\.so\.[0-9]+' "$program" | sort -u)
packages=$({ ldd "$program"; ldconfig -p | grep -F "$late"; } | awk '/=> \//{print $NF ~ /^\// ? $NF : $3}' |
  xargs -r readlink -f | xargs -r dpkg -S 2>/dev/null | cut -d: -f1 | sort -u | tr '\n' ' ')
# shellcheck disable=SC2086
lab_make "$source_dir/build/lab/root" $packages || { echo "not run: no Debian root could be made"; exit 77; }
stage=$(mktemp -d)
DESTDIR=$stage cmake --install "$build_dir" --prefix /usr >"$stage.log" 2>&1 || { cat "$stage.log"; exit 1; }
lab_up "$source_dir/build/lab/root" "$stage.nspawn" || exit 1
trap 'lab_down; rm -rf "$stage" "$stage.log" "$stage.nspawn"' EXIT
tar -C "$stage" -c . | tar -C "$(lab_file /)" -x --keep-directory-symlink --no-overwrite-dir --no-same-owner

# --- install -----------------------------------------------------------------------------------
lab systemd-sysusers
lab systemd-tmpfiles --create
lab systemctl daemon-reload
is "the unit is well formed" "$(lab systemd-analyze verify tidemark.service 2>&1 | grep -v "man tidemark" | head -1)" ""
is "folders for people to write into" "$(lab stat -c '%U %G %a' /var/lib/tidemark/drop)" "tidemark tidemark 2770"

# --- start -------------------------------------------------------------------------------------
publish <<<$'year,offences\n2016/17,100\n2017/18,120'
source_file first
lab systemctl start tidemark
is "starts" "$?" 0
is "is active" "$(unit ActiveState)/$(unit SubState)" active/running
eventually '[ "$(lines baseline)" = 1 ]'
is "first look is a baseline" "$(lines baseline)" 1
is "alert log's owner and mode" "$(lab stat -c '%U %G %a' /var/log/tidemark/alerts.log)" "tidemark tidemark 640"
eventually '[[ "$(unit StatusText)" == *"next first at"* ]]'
is "says its next run" "$?" 0
lab useradd --groups tidemark analyst
is "a member of the group reads without root" \
  "$(lab runuser -u analyst -- sh -c 'tidemark status >/dev/null && tail -1 /var/log/tidemark/alerts.log | grep -c baseline')" 1
publish <<<$'year,offences\n2016/17,100\n2017/18,120\n2018/19,150'
eventually '[ "$(lines " new ")" = 1 ]'
is "a new figure is news" "$(lines ' new ')" 1

# --- kill --------------------------------------------------------------------------------------
main=$(unit MainPID)
lab kill -KILL "$main"
eventually '[ "$(unit NRestarts)" = 1 ] && [ "$(unit ActiveState)" = active ]'
is "killed: starts again" "$(unit ActiveState)" active
sleep 4
is "killed: says nothing twice" "$(lines ' new ')/$(lines baseline)" 1/1

# --- reload ------------------------------------------------------------------------------------
main=$(unit MainPID)
source_file second
lab systemctl reload tidemark
is "reloads" "$?" 0
eventually '[ "$(lines " second: ")" -ge 1 ]'
is "reload: the new source runs in the same process" "$(unit MainPID)" "$main"
echo 'nonsense = 1' >>"$(lab_file /etc/tidemark/tidemark.toml)"
lab systemctl reload tidemark
eventually '[[ "$(unit StatusText)" == *refused* || "$(journal | grep -c "configuration refused")" -ge 1 ]]'
is "bad reload: still active, same process" "$(unit ActiveState)/$(unit MainPID)" "active/$main"
is "bad reload: says where the problem is" "$(journal | grep -c 'configuration refused.*tidemark.toml:')" 1

# --- stop --------------------------------------------------------------------------------------
begin=$(date +%s%N)
lab systemctl stop tidemark
took=$((($(date +%s%N) - begin) / 1000000))
is "stops within five seconds ($took ms)" "$((took < 5000))" 1
is "stops well" "$(unit Result)/$(unit ExecMainStatus)" success/0
is "a member of the group reads while nothing runs" \
  "$(lab runuser -u analyst -- sh -c 'tidemark values first | grep -c 150')" 1

# --- no usable configuration -------------------------------------------------------------------
lab systemctl start tidemark 2>/dev/null
sleep 3
is "bad configuration: exit 78, not started again" "$(unit ActiveState)/$(unit ExecMainStatus)" failed/78
is "writes only in its own folders" \
  "$(lab find / -xdev -user tidemark -not -path '/var/lib/tidemark*' -not -path '/var/log/tidemark*' -not -path '/proc/*' | wc -l)" 0
lab systemd-analyze security tidemark.service | tail -1

if [ "$failed" != 0 ]; then
  journal | tail -40
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
