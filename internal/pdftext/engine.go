package pdftext

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"io"
	"math"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/emscripten"
)

//go:embed pdfium.wasm.gz
var zipped []byte

// maxMemory is how much memory PDFium may have, in pages of 64 KiB: 256 MiB.
const maxMemory = 4096

// engine is PDFium in its sandbox. It reads one file, and is closed.
type engine struct {
	ctx     context.Context
	runtime wazero.Runtime
	module  api.Module
	stack   [10]uint64
}

// stoppedError is how a reading ends that was not let go on: no memory is
// left, the time is over, or PDFium gave up on itself.
type stoppedError struct{ cause error }

func (e *stoppedError) Error() string { return "reading this PDF was stopped: " + e.cause.Error() }
func (e *stoppedError) Unwrap() error { return e.cause }

func newEngine(ctx context.Context) (*engine, error) {
	unzip, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		return nil, err
	}
	code, err := io.ReadAll(unzip)
	if err != nil {
		return nil, err
	}
	settings := wazero.NewRuntimeConfig().WithMemoryLimitPages(maxMemory).WithCloseOnContextDone(true)
	e := &engine{ctx: ctx, runtime: wazero.NewRuntimeWithConfig(ctx, settings)}
	if err := e.furnish(code); err != nil {
		e.close()
		return nil, fmt.Errorf("PDFium does not start: %w", err)
	}
	return e, nil
}

// furnish gives the module what it asks of its surroundings, which is nothing
// but memory, and starts it.
func (e *engine) furnish(code []byte) error {
	compiled, err := e.runtime.CompileModule(e.ctx, code)
	if err != nil {
		return err
	}
	jumps, err := emscripten.NewFunctionExporterForModule(compiled)
	if err != nil {
		return err
	}
	env := e.runtime.NewHostModuleBuilder("env")
	system := e.runtime.NewHostModuleBuilder("wasi_snapshot_preview1")
	for _, f := range compiled.ImportedFunctions() {
		from, name, _ := f.Import()
		to := env
		if from == "wasi_snapshot_preview1" {
			to = system
		}
		to.NewFunctionBuilder().WithGoModuleFunction(surroundings(from, name, len(f.ResultTypes()) > 0), f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	jumps.ExportFunctions(env) // in place of those of the same name
	for _, host := range []wazero.HostModuleBuilder{env, system} {
		if _, err := host.Instantiate(e.ctx); err != nil {
			return err
		}
	}
	e.module, err = e.runtime.InstantiateModule(e.ctx, compiled, wazero.NewModuleConfig().WithStartFunctions("__wasm_call_ctors"))
	if err != nil {
		return err
	}
	_, err = e.call("FPDF_InitLibrary")
	return err
}

// Numbers of errors by which the surroundings refuse, as WASI and musl have them.
const (
	noSuchHandle = 8
	noSuchCall   = -52
)

// surroundings answer a call of the module: memory is given, a copy made, and
// everything else refused.
func surroundings(from, name string, answers bool) api.GoModuleFunc {
	switch name {
	case "emscripten_resize_heap":
		return grow
	case "_emscripten_memcpy_js":
		return func(_ context.Context, m api.Module, stack []uint64) {
			if b, ok := m.Memory().Read(uint32(stack[1]), uint32(stack[2])); ok {
				m.Memory().Write(uint32(stack[0]), b)
			}
		}
	case "_abort_js", "__assert_fail":
		return func(context.Context, api.Module, []uint64) { panic(&stoppedError{fmt.Errorf("PDFium: %s", name)}) }
	case "environ_sizes_get": // no variables, in no bytes
		return func(_ context.Context, m api.Module, stack []uint64) {
			m.Memory().WriteUint32Le(uint32(stack[0]), 0)
			m.Memory().WriteUint32Le(uint32(stack[1]), 0)
			stack[0] = 0
		}
	case "environ_get":
		return func(_ context.Context, _ api.Module, stack []uint64) { stack[0] = 0 }
	}
	refusal := api.EncodeI32(noSuchCall)
	if from != "env" {
		refusal = noSuchHandle
	}
	return func(_ context.Context, _ api.Module, stack []uint64) {
		if answers {
			stack[0] = refusal
		}
	}
}

// grow gives the module more memory, up to the limit of its runtime.
func grow(_ context.Context, m api.Module, stack []uint64) {
	const page = 64 << 10
	wanted, has := uint64(uint32(stack[0])), uint64(m.Memory().Size())
	stack[0] = 1
	if wanted <= has {
		return
	}
	if _, ok := m.Memory().Grow(uint32((wanted - has + page - 1) / page)); !ok {
		stack[0] = 0
	}
}

// call calls a function of PDFium and gives what it answers, 0 where it answers
// nothing. Numbers with a fraction are passed as api.EncodeF64 makes them.
func (e *engine) call(name string, args ...uint64) (uint64, error) {
	f := e.module.ExportedFunction(name)
	if f == nil {
		return 0, fmt.Errorf("PDFium has no %s", name)
	}
	e.stack[0] = 0
	copy(e.stack[:], args)
	if err := f.CallWithStack(e.ctx, e.stack[:]); err != nil {
		return 0, &stoppedError{err}
	}
	return e.stack[0], nil
}

// take reserves memory of the module.
func (e *engine) take(size int) (uint32, error) {
	at, err := e.call("malloc", uint64(size))
	if err == nil && uint32(at) == 0 {
		err = &stoppedError{fmt.Errorf("%d bytes are not to be had", size)}
	}
	return uint32(at), err
}

// number reads a number with a fraction from the memory of the module.
func (e *engine) number(at uint32) float64 {
	bits, _ := e.module.Memory().ReadUint64Le(at)
	return math.Float64frombits(bits)
}

func (e *engine) close() { _ = e.runtime.Close(context.WithoutCancel(e.ctx)) }
