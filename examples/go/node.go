// SPDX-License-Identifier: GPL-2.0-or-later

// Installs a node's rules, moves one of its proxies, and watches that happen, in Go through cgo.
//
//	go build -o node . && node SETS RULES PROXY PORT
package main

// #cgo pkg-config: cnft
// #include <cnft/cnft.h>
// #include <stdlib.h>
import "C"

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"unsafe"
)

type session struct{ handle *C.cnft_session }

// failure says what became of a call, with the messages of the session.
func (s session) failure(what string, status C.cnft_status) error {
	if status == C.CNFT_DONE {
		return nil
	}
	text := what + ": " + C.GoString(C.cnft_status_name(status))
	for i := C.size_t(0); i < C.cnft_message_count(s.handle); i++ {
		message := C.cnft_message_at(s.handle, i)
		text += fmt.Sprintf("\n%s:%d:%d: %s", C.GoString(message.file), message.line,
			message.column, C.GoString(message.text))
	}
	return errors.New(text)
}

func add(ruleset *C.cnft_ruleset, kind C.cnft_kind, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	copied := C.CBytes(text)
	defer C.free(copied)
	if C.cnft_ruleset_add(ruleset, kind, name, (*C.char)(copied), C.size_t(len(text))) != C.CNFT_DONE {
		return errors.New("cannot add " + path)
	}
	return nil
}

func run(sets, rules, proxy string, port uint16) error {
	s := session{C.cnft_session_new()}
	defer C.cnft_session_free(s.handle)
	ruleset := C.cnft_ruleset_new()
	defer C.cnft_ruleset_free(ruleset)
	if err := add(ruleset, C.CNFT_IPSET, sets); err != nil {
		return err
	}
	if err := add(ruleset, C.CNFT_IPTABLES, rules); err != nil {
		return err
	}
	C.cnft_session_set_number(s.handle, C.CNFT_DEADLINE_MS, 5000)
	if err := s.failure("apply", C.cnft_apply(s.handle, ruleset)); err != nil {
		return err
	}
	fmt.Println(C.cnft_summary_of(s.handle).rules, "rules in force")

	var monitor *C.cnft_monitor
	if err := s.failure("monitor", C.cnft_monitor_open(s.handle, C.CNFT_RULESETS, &monitor)); err != nil {
		return err
	}
	defer C.cnft_monitor_free(monitor)
	name := C.CString(proxy)
	defer C.free(unsafe.Pointer(name))
	if err := s.failure("proxy", C.cnft_set_proxy(s.handle, name, C.uint16_t(port))); err != nil {
		return err
	}
	fmt.Println(C.cnft_summary_of(s.handle).changed, "objects changed")

	var event *C.cnft_event
	for C.cnft_monitor_next(monitor, 1000, &event) == C.CNFT_DONE && event != nil {
		if event.topic == C.CNFT_TOPIC_RULE && event.removed == 0 {
			fmt.Println("a rule came into", C.GoString(event.name))
		}
		if event.topic == C.CNFT_TOPIC_GENERATION {
			break
		}
	}
	if err := s.failure("proxies", C.cnft_proxies(s.handle)); err != nil {
		return err
	}
	for i := C.size_t(0); i < C.cnft_proxy_count(s.handle); i++ {
		one := C.cnft_proxy_at(s.handle, i)
		fmt.Println(C.GoString(one.name), C.GoString(one.protocol), one.port)
	}
	return nil
}

func main() {
	// A session is for one thread at a time, and its namespace is that of the thread that made it.
	runtime.LockOSThread()
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: node SETS RULES PROXY PORT")
		os.Exit(2)
	}
	port, err := strconv.ParseUint(os.Args[4], 10, 16)
	if err == nil {
		err = run(os.Args[1], os.Args[2], os.Args[3], uint16(port))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
