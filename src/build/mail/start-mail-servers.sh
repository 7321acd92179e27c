#!/bin/bash
# Starts a Dovecot (IMAP) and a Postfix (SMTP) of their own, on loopback, for tests and for trying.
# Nothing of the system's own mail servers is touched; everything lies in one directory.
#
#   start-mail-servers.sh check                                    says what is missing
#   start-mail-servers.sh DIR IMAP_PORT SMTP_PORT ADDRESS:PASSWORD... [lmtp=DOMAIN:PORT...] [oauth=URL]
#
# Mail for the domains after lmtp= is handed over by LMTP at a port of this machine, and tried again every second.
# With oauth= both also let in by XOAUTH2 whoever shows a token that this URL says is active (RFC 7662).
# Prints "ready" once both answer, and runs until its standard input ends; then both are stopped.
# Both ports offer STARTTLS with the certificate DIR/cert.pem (127.0.0.1, localhost). SMTP takes mail for the named
# addresses from anybody and for others from nobody; no mail ever leaves the machine.
set -u

missing() {
  [ "$(id -u)" = 0 ] || echo "root (Postfix does not start without; both servers drop it themselves)"
  command -v dovecot > /dev/null || echo "dovecot (Debian: dovecot-imapd)"
  command -v postfix > /dev/null || echo "postfix (Debian: postfix)"
  command -v openssl > /dev/null || echo "openssl"
  case "$(dovecot --version 2> /dev/null)" in
    2.3.* | '') ;;
    *) echo "Dovecot 2.3 (the configuration below is in its language)" ;;
  esac
}

what=$(missing)
if [ "${1:-}" = check ]; then
  [ -z "$what" ] || { echo "$what"; exit 1; }
  exit 0
fi
[ -z "$what" ] || { echo "missing: $what" >&2; exit 1; }
[ $# -ge 4 ] || { sed -n '2,14p' "$0" >&2; exit 2; }

dir=$(realpath "$1") imap=$2 smtp=$3
shift 3
mkdir -p "$dir"/{mail,run,log,postfix,spool,postfix-data}
chmod 755 "$dir" "$dir/run" "$dir/log"
chown nobody:nogroup "$dir/mail"
chown postfix "$dir/postfix-data"

openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
  -keyout "$dir/key.pem" -out "$dir/cert.pem" 2> /dev/null

uid=$(id -u nobody) gid=$(id -g nobody) domains='' handed='' mechanisms='plain login' tokens=''
: > "$dir/transports"
: > "$dir/users" > "$dir/mailboxes"
for account in "$@"; do
  case $account in
    lmtp=*)
      over=${account#lmtp=}
      echo "${over%%:*} lmtp:inet:127.0.0.1:${over#*:}" >> "$dir/transports"
      handed="$handed ${over%%:*}"
      continue
      ;;
    oauth=*)
      mechanisms="$mechanisms xoauth2"
      tokens="passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = $dir/oauth2.conf
}"
      cat > "$dir/oauth2.conf" << END
introspection_url = ${account#oauth=}
introspection_mode = post
username_attribute = username
active_attribute = active
active_value = true
END
      continue
      ;;
  esac
  address=${account%%:*} password=${account#*:}
  echo "$address:{PLAIN}$password:$uid:$gid::$dir/mail/$address" >> "$dir/users"
  echo "$address $address/Maildir/" >> "$dir/mailboxes"
  domains="$domains ${address#*@}"
done

cat > "$dir/dovecot.conf" << END
protocols = imap
listen = 127.0.0.1
base_dir = $dir/run
log_path = $dir/log/dovecot.log
ssl = yes
ssl_cert = <$dir/cert.pem
ssl_key = <$dir/key.pem
disable_plaintext_auth = no
auth_mechanisms = $mechanisms
mail_location = maildir:~/Maildir
first_valid_uid = 1
$tokens
passdb {
  driver = passwd-file
  args = $dir/users
}
userdb {
  driver = passwd-file
  args = $dir/users
}
service imap-login {
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = 0
  }
}
service auth {
  unix_listener auth-postfix {
    mode = 0666
  }
}
END

cat > "$dir/postfix/main.cf" << END
compatibility_level = 3.6
queue_directory = $dir/spool
data_directory = $dir/postfix-data
maillog_file = $dir/log/postfix.log
maillog_file_prefixes = $dir/log
myhostname = mail.localhost
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
biff = no
message_size_limit = 60000000
virtual_mailbox_domains = $domains
virtual_mailbox_maps = texthash:$dir/mailboxes
virtual_mailbox_base = $dir/mail
virtual_uid_maps = static:$uid
virtual_gid_maps = static:$gid
virtual_minimum_uid = 1
virtual_mailbox_limit = 0
default_transport = error:no mail leaves this machine
relay_domains = $handed
relay_recipient_maps =
transport_maps = texthash:$dir/transports
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 1s
lmtp_destination_concurrency_failed_cohort_limit = 0
smtpd_relay_restrictions = reject_unauth_destination
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = $dir/run/auth-postfix
smtpd_tls_security_level = may
smtpd_tls_cert_file = $dir/cert.pem
smtpd_tls_key_file = $dir/key.pem
END

cat > "$dir/postfix/master.cf" << END
127.0.0.1:$smtp inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
END

dovecot -F -c "$dir/dovecot.conf" < /dev/null &
dovecot_pid=$!
stop() {
  postfix -c "$dir/postfix" stop > /dev/null 2>&1
  kill "$dovecot_pid" 2> /dev/null
  wait "$dovecot_pid"
}
trap stop EXIT
trap 'exit 1' INT TERM
postfix -c "$dir/postfix" start > "$dir/log/postfix-start.log" 2>&1

answers() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
for _ in $(seq 150); do
  if answers "$imap" && answers "$smtp"; then
    echo ready
    cat > /dev/null
    exit 0
  fi
  sleep 0.2
done
echo "the servers do not answer:" >&2
tail -n 20 "$dir"/log/* >&2
exit 1
