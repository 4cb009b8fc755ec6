# Sambung: every 30 s, tell what changed and do what is asked. RouterOS 6.49 and 7.
:global SambungKnown
:global SambungTold
:global SambungParts
:global SambungNext
:global SambungDone
:global SambungLight
:global SambungUsed
:global SambungRounds
:global SambungCounts
:local url "@URL@"
:local header "Authorization: Bearer @TOKEN@,Content-Type: text/plain"
:if ([:len [/system script job find script=sambung-agent]] < 2) do={
:if ([:typeof $SambungParts] != "array") do={ :set SambungParts [:toarray ""] }
:if ([:typeof $SambungDone] != "str") do={ :set SambungDone "" }
# A report that was not answered goes out again as it was; only then is the next one made.
:if ([:len $SambungParts] = 0) do={
:local now [:toarray ""]
:local ages [:toarray ""]
:local sessions [:toarray ""]
:local count 0
:foreach item in=[/ppp active find] do={
:do {
:local key ("s\t" . [/ppp active get $item name])
:if ([:typeof ($now->$key)] = "nothing") do={ :set count ($count + 1) }
:set ($now->$key) ([/ppp active get $item address] . "\t" . [/ppp active get $item session-id] . "\t" . [/ppp active get $item caller-id])
:set ($ages->$key) [/ppp active get $item uptime]
:set ($sessions->[/ppp active get $item name]) [/ppp active get $item session-id]
} on-error={ :log debug "sambung: a session ended while it was read" }
}
:foreach item in=[/ppp secret find] do={
:local key ("p\t" . [/ppp secret get $item name])
:set ($now->$key) ([/ppp secret get $item profile] . "\t" . [/ppp secret get $item disabled])
}
:foreach item in=[/ip firewall address-list find comment=sambung] do={
:local key ("a\t" . [/ip firewall address-list get $item address])
:set ($now->$key) ""
}
:foreach item in=[/tool netwatch find] do={
:local key ("w\t" . [/tool netwatch get $item host])
:local seen [/tool netwatch get $item status]
:if ($seen = "up" || $seen = "down") do={ :set ($now->$key) $seen }
}
:if ([:typeof $SambungLight] = "array") do={
:foreach user,light in=$SambungLight do={
:local key ("r\t" . $user)
:set ($now->$key) $light
}
}
:local kind "changes"
:if ([:typeof $SambungKnown] != "array") do={
:set kind "full"
:set SambungKnown [:toarray ""]
:set SambungNext 0
}
# Counters are read every 5 minutes and told every 3 hours, and when their session is over.
:if ([:typeof $SambungUsed] != "array") do={ :set SambungUsed [:toarray ""] }
:if ([:typeof $SambungRounds] != "num") do={ :set SambungRounds 0 }
:if ([:typeof $SambungCounts] != "num") do={ :set SambungCounts 0 }
:local used [:toarray ""]
:local kept [:toarray ""]
:foreach user,read in=$SambungUsed do={
:if (($sessions->$user) = [:pick $read 0 [:find $read "\t"]]) do={
:set ($kept->$user) $read
} else={
:set ($used->("u\t" . $user)) $read
}
}
:set SambungRounds ($SambungRounds + 1)
:if ($kind = "full" || $SambungRounds > 9) do={
:set SambungRounds 0
:set SambungCounts ($SambungCounts + 1)
:foreach item in=[/interface find type=pppoe-in] do={
:do {
:local name [/interface get $item name]
:local user [:pick $name 7 ([:len $name] - 1)]
:local sent [/interface get $item rx-byte]
:local got [/interface get $item tx-byte]
:if ([:typeof ($sessions->$user)] != "nothing" && ($sent > 0 || $got > 0)) do={ :set ($kept->$user) (($sessions->$user) . "\t" . $sent . "\t" . $got) }
} on-error={ :log debug "sambung: a session ended while it was counted" }
}
}
:if ($kind = "full" || $SambungCounts > 35) do={
:set SambungCounts 0
:foreach user,read in=$kept do={
:if ([:typeof ($used->("u\t" . $user))] = "nothing") do={ :set ($used->("u\t" . $user)) $read }
}
}
:set SambungUsed $kept
:local age [/system resource get uptime]
:local head ("report\t" . $age . "\nname\t" . [/system identity get name] . "\nversion\t" . [/system resource get version])
:set head ($head . "\nuptime\t" . $age . "\ncpu\t" . [/system resource get cpu-load] . "\non\t" . $count . "\n")
:foreach item in=[/interface find dynamic=no running=yes] do={
:set head ($head . "if\t" . [/interface get $item name] . "\t" . [/interface get $item rx-byte] . "\t" . [/interface get $item tx-byte] . "\n")
}
:local start ("poll\t" . $SambungNext . "\nkind\t" . $kind . "\npart\t")
:local parts [:toarray ""]
:local body ""
:foreach key,told in=$now do={
:local before ($SambungKnown->$key)
:if ([:typeof $before] = "nothing" || $before != $told) do={
:set body ($body . "+\t" . $key . "\t" . $told . "\t" . ($ages->$key) . "\n")
:if ([:len $body] > 20000) do={
:set ($parts->[:len $parts]) ($start . ([:len $parts] + 1) . "\tmore\n" . $head . $body)
:set body ""
}
}
}
:foreach key,read in=$used do={
:set body ($body . "+\t" . $key . "\t" . $read . "\n")
:if ([:len $body] > 20000) do={
:set ($parts->[:len $parts]) ($start . ([:len $parts] + 1) . "\tmore\n" . $head . $body)
:set body ""
}
}
:foreach key,told in=$SambungKnown do={
:if ([:typeof ($now->$key)] = "nothing") do={
:set body ($body . "-\t" . $key . "\n")
:if ([:len $body] > 20000) do={
:set ($parts->[:len $parts]) ($start . ([:len $parts] + 1) . "\tmore\n" . $head . $body)
:set body ""
}
}
}
:set ($parts->[:len $parts]) ($start . ([:len $parts] + 1) . "\tlast\n" . $head . $body . $SambungDone)
:set SambungDone ""
:set SambungTold $now
:set SambungParts $parts
}
:local answer ""
:local going true
:foreach part in=$SambungParts do={
:if ($going) do={
:do {
:set answer ([/tool fetch url=$url http-method=post http-header-field=$header http-data=$part output=user as-value @CERTIFICATE@]->"data")
:if ([:pick $answer 0 4] = "full") do={ :set going false }
} on-error={
:set answer ""
:set going false
}
}
}
:if ([:len $answer] > 0) do={
:set SambungParts [:toarray ""]
:if ([:pick $answer 0 4] = "next") do={ :set SambungKnown $SambungTold } else={ :set SambungKnown "" }
:while ([:len $answer] > 0) do={
:local end [:find $answer "\n"]
:if ([:typeof $end] != "num") do={ :set end [:len $answer] }
:local line [:pick $answer 0 $end]
:set answer [:pick $answer ($end + 1) [:len $answer]]
:local words [:toarray ""]
:while ([:len $line] > 0) do={
:local tab [:find $line "\t"]
:if ([:typeof $tab] != "num") do={ :set tab [:len $line] }
:set ($words->[:len $words]) [:pick $line 0 $tab]
:set line [:pick $line ($tab + 1) [:len $line]]
}
:if (($words->0) = "next") do={ :set SambungNext [:tonum ($words->1)] }
:if (($words->0) = "do") do={
:local order ($words->1)
:local verb ($words->2)
:local whose ($words->3)
:local wanted ($words->4)
:local problem ""
:do {
:if ($verb = "list") do={
:if ([:len [/ip firewall address-list find list=$wanted address=$whose]] = 0) do={
/ip firewall address-list add list=$wanted address=$whose comment=sambung
} else={
/ip firewall address-list set [find list=$wanted address=$whose] comment=sambung
}
}
:if ($verb = "unlist") do={ /ip firewall address-list remove [find list=$wanted address=$whose] }
:if ($verb = "profile" || $verb = "enable") do={
:if ([:len [/ppp secret find name=$whose]] = 0) do={ :set problem "no secret" }
:if ([:len [/ppp profile find name=$wanted]] = 0) do={ :set problem "no profile" }
:if ($problem = "") do={ /ppp secret set [find name=$whose] profile=$wanted }
:if ($problem = "" && $verb = "enable") do={ /ppp secret set [find name=$whose] disabled=no }
}
:if ($problem = "" && ($verb = "profile" || $verb = "enable" || $verb = "drop")) do={
/ppp active remove [find name=$whose]
}
} on-error={ :set problem "refused" }
:if ($problem = "") do={
:set SambungDone ($SambungDone . "done\t" . $order . "\n")
} else={
:set SambungDone ($SambungDone . "fail\t" . $order . "\t" . $problem . "\n")
}
}
}
}
}
