package fault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"habeas/internal/fault"
)

func TestTheLogDoesNotGetWhatThePersonGets(t *testing.T) {
	t.Parallel()
	err := fault.New(fault.Invalid, "There is no case of %s.", "Ana Ejemplo").Because(errors.New("row missing"))
	err.Fields = fault.Fields{"name": fault.Say("“%s” is not known.", "Ana Ejemplo")}
	if got := err.Error(); strings.Contains(got, "Ana") || got != "invalid [name]: row missing" {
		t.Errorf("the log gets %q", got)
	}
}

func TestTheCodeIsFoundUnderWrapping(t *testing.T) {
	t.Parallel()
	op := func() (err error) {
		defer fault.Wrap(&err, "OpenCase(%s)", "VE-2026-0001")
		return fault.New(fault.Conflict, "Somebody was faster.")
	}
	err := fmt.Errorf("web: %w", op())
	if fault.CodeOf(err) != fault.Conflict || !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "OpenCase(VE-2026-0001)") {
		t.Errorf("got %v with code %s", err, fault.CodeOf(err))
	}
	if fault.CodeOf(errors.New("x")) != fault.Internal {
		t.Error("an unknown error is our fault")
	}
	if fault.Is(nil, fault.Internal) {
		t.Error("nothing is no fault")
	}
}

func TestNoFieldsAreNoFault(t *testing.T) {
	t.Parallel()
	if err := fault.InvalidFields(fault.Fields{}); err != nil {
		t.Errorf("got %v", err)
	}
	err := fault.InvalidFields(fault.Fields{"b": fault.Say("x"), "a": fault.Say("y")})
	if got := fault.FieldsOf(err).Names(); len(got) != 2 || got[0] != "a" {
		t.Errorf("got %v", got)
	}
}
