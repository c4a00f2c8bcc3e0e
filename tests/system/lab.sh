# A real systemd in a container, for tests. Sourced by the tests of this folder.
#
#   lab_make ROOT PACKAGES...   a Debian 12 root with systemd, made once and kept
#   lab_up ROOT LOG             boots it; all changes are thrown away at the end
#   lab COMMAND...              runs a command inside
#   lab_file PATH               the path of a file inside, as seen from outside
#   lab_down
#
# Needs root, systemd-nspawn and mmdebstrap. The container has a loopback network only.

lab_make() {
  local root=$1 list
  shift
  list=$(echo systemd systemd-sysv dbus procps iproute2 tzdata "$@" | tr ' ' '\n' | sort -u | paste -sd,)
  if [ "$(cat "$root/.lab-packages" 2>/dev/null)" = "$list" ]; then
    return 0
  fi
  # One that was cut short has /proc, /sys and /dev/shm mounted in it: nothing outside may be removed.
  local left
  for left in $(awk -v root="$(realpath -m "$root")/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r); do
    umount "$left" || return 1
  done
  rm -rf --one-file-system "$root"
  mkdir -p "$(dirname "$root")"
  mmdebstrap --variant=minbase --include="$list" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    bookworm "$root" >&2 || return 1
  local unit
  for unit in apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer dpkg-db-backup.timer; do
    ln -sf /dev/null "$root/etc/systemd/system/$unit"
  done
  echo "$list" >"$root/.lab-packages"
}

lab_up() {
  local root=$1 log=$2 child tries state
  # Off the host's D-Bus (--register=no --keep-unit), pure cgroup v2 as on Debian 12; bpf and all
  # capabilities let IPAddressDeny= work; nspawn's own filter would deny Landlock.
  SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 setsid systemd-nspawn --quiet --register=no --keep-unit \
    --private-network --volatile=overlay --console=pipe --capability=all \
    --system-call-filter="bpf landlock_create_ruleset landlock_add_rule landlock_restrict_self" \
    -D "$root" --boot </dev/null >"$log" 2>&1 &
  LAB_NSPAWN=$!
  LAB_INIT=
  for tries in $(seq 500); do
    kill -0 "$LAB_NSPAWN" 2>/dev/null || { tail -5 "$log"; return 1; }
    for child in $(cat "/proc/$LAB_NSPAWN/task/$LAB_NSPAWN/children" 2>/dev/null); do
      [ "$(cat "/proc/$child/comm" 2>/dev/null)" = systemd ] && LAB_INIT=$child
    done
    [ -n "$LAB_INIT" ] && break
    sleep 0.05
  done
  for tries in $(seq 600); do
    state=$(lab systemctl is-system-running 2>/dev/null)
    case $state in running | degraded) return 0 ;; esac
    sleep 0.1
  done
  echo "the container did not come up: $state"
  return 1
}

lab() { nsenter -t "$LAB_INIT" -m -u -i -n -p -C -- "$@"; }

lab_file() { echo "/proc/$LAB_INIT/root$1"; }

lab_down() {
  local tries
  kill -TERM "$LAB_NSPAWN" 2>/dev/null
  for tries in $(seq 400); do
    kill -0 "$LAB_NSPAWN" 2>/dev/null || break
    sleep 0.05
  done
  kill -KILL "$LAB_NSPAWN" 2>/dev/null
  wait "$LAB_NSPAWN" 2>/dev/null
  # nspawn leaves its empty control groups on a host without systemd.
  local group
  for group in payload supervisor; do
    find "/sys/fs/cgroup/systemd/$group" "/sys/fs/cgroup/unified/$group" -depth -type d \
      -exec rmdir {} \; 2>/dev/null
  done
  return 0
}
