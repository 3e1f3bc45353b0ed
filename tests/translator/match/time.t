%ip filter INPUT
-m time --timestart 09:00 --timestop 17:30 -j ACCEPT
    save: -m time --timestart 09:00:00 --timestop 17:30:00 --datestop 2038-01-19T03:14:07 -j ACCEPT
    nft: filter/INPUT meta hour 32400-63000 counter accept
-m time --timestart 22:00 --timestop 06:00:00 --weekdays Fri,Sat -j X
    save: -m time --timestart 22:00:00 --timestop 06:00:00 --weekdays Fri,Sat --datestop 2038-01-19T03:14:07 -j X
    nft: set days..8a5342a9 { typeof meta day size 2 elements = { 5, 6 } }
    nft: filter/INPUT meta hour >= 79200 meta day @days..8a5342a9 counter jump filter/X
    nft: filter/INPUT meta hour < 79200 meta hour <= 21600 meta day @days..8a5342a9 counter jump filter/X
-m time --timestart 22:00 --timestop 06:00 --weekdays Fri,Sa --contiguous -j X
    save: -m time --timestart 22:00:00 --timestop 06:00:00 --weekdays Fri,Sat --datestop 2038-01-19T03:14:07 --contiguous -j X
    nft: set days..8a5342a9 { typeof meta day size 2 elements = { 5, 6 } }
    nft: set days..8bfad736 { typeof meta day size 2 elements = { 0, 6 } }
    nft: filter/INPUT meta hour <= 21600 meta day @days..8bfad736 counter jump filter/X
    nft: filter/INPUT meta hour > 21600 meta hour >= 79200 meta day @days..8a5342a9 counter jump filter/X
-m time --weekdays 1,7 --utc -j X
    save: -m time --weekdays Mon,Sun --datestop 2038-01-19T03:14:07 -j X
    nft: set days..ebf31f91 { typeof meta day size 2 elements = { 0, 1 } }
    nft: filter/INPUT meta day @days..ebf31f91 counter jump filter/X
-m time ! --weekdays Sun -j X
    save: -m time --weekdays Mon,Tue,Wed,Thu,Fri,Sat --datestop 2038-01-19T03:14:07 -j X
    nft: set days..4d513fa5 { typeof meta day size 6 elements = { 1, 2, 3, 4, 5, 6 } }
    nft: filter/INPUT meta day @days..4d513fa5 counter jump filter/X
-m time --timestart 12:00 --timestop 12:00 -j X
    save: -m time --timestart 12:00:00 --timestop 12:00:00 --datestop 2038-01-19T03:14:07 -j X
    nft: filter/INPUT meta hour >= 43200 counter jump filter/X
    nft: filter/INPUT meta hour < 43200 meta hour <= 43200 counter jump filter/X
-m time --datestart 2026-11-24T12:30 --datestop 2027 -j X
    save: -m time --datestart 2026-11-24T12:30:00 --datestop 2027-01-01T00:00:00 -j X
    nft: filter/INPUT meta time 1795523400-[1798761600999999999 ns] counter jump filter/X
-m time --datestart 2026-02-31 -j X
    save: -m time --datestart 2026-03-03T00:00:00 --datestop 2038-01-19T03:14:07 -j X
    nft: filter/INPUT meta time 1772496000-[2147483647999999999 ns] counter jump filter/X
-m time -j X
    save: -m time --datestop 2038-01-19T03:14:07 -j X
    nft: filter/INPUT counter jump filter/X
-m time --monthdays 1,15 -j X
    error no-native-form: -m time --monthdays: nf_tables does not know the day of the month
    hint: give dates, or load other rules when the day comes
-m time ! --monthdays 31 -j X
    error no-native-form: -m time --monthdays: nf_tables does not know the day of the month
    hint: give dates, or load other rules when the day comes
-m time --timestart 09:00 --kerneltz -j X
    error approximation: -m time --kerneltz: nf_tables compares hours in UTC, not in the kernel's time zone
    hint: write the times in UTC; the kernel's time zone is UTC unless the hardware clock runs on local time; or accept it with --accept-approximation time-zone-utc
-m time --utc --kerneltz -j X
    error conflicting-options: --kerneltz and --utc exclude each other
-m time --contiguous --timestart 09:00 --timestop 10:00 -j X
    error conflicting-options: --contiguous needs a --timestop before --timestart
-m time --timestart 24:00 -j X
    error bad-argument: --timestart: '24:00' is not hh:mm[:ss]
-m time --weekdays Moon,Noday -j X
    error bad-argument: --weekdays: 'Noday' is not a day
-m time --datestart 1969 -j X
    error bad-argument: --datestart: '1969' is not a date YYYY[-MM[-DD[Thh[:mm[:ss]]]]]
%ip6 filter INPUT
-m time --timestop 17:00 -j X
    save: -m time --timestart 00:00:00 --timestop 17:00:00 --datestop 2038-01-19T03:14:07 -j X
    nft: filter/INPUT meta hour <= 61200 counter jump filter/X
%options time-zone-utc
-m time --timestart 09:00 --localtz -j X
    warning approximated: --kerneltz: nf_tables compares hours in UTC, not in the kernel's time zone; the nearest native form is used, as --accept-approximation time-zone-utc says
    save: -m time --timestart 09:00:00 --timestop 23:59:59 --datestop 2038-01-19T03:14:07 --kerneltz -j X
    nft: filter/INPUT meta hour 32400-86399 counter jump filter/X
%options
-m time --datestop 2026-13 -j X
    error bad-argument: --datestop: '2026-13' is not a date YYYY[-MM[-DD[Thh[:mm[:ss]]]]]
-m time ! --monthdays 1,2,3 -j X
    error no-native-form: -m time --monthdays: nf_tables does not know the day of the month
    hint: give dates, or load other rules when the day comes
