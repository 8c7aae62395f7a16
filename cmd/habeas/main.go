// Command habeas runs the case tracker: it serves the public record and the
// desk, and holds the commands that look after them. It builds everything and
// decides nothing.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"habeas/internal/config"
	"habeas/internal/fault"
)

func main() {
	syscall.Umask(0o077) // what this program writes is for its own account alone
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// commands is the command line. Every command that touches the casebook takes
// the settings that serve takes.
type commands struct {
	Serve     serveCommand     `cmd:"" help:"Serve the public record and the desk."`
	User      userCommand      `cmd:"" help:"Add, list, disable or reset the accounts of the desk."`
	Export    exportCommand    `cmd:"" help:"Write the public record as a data package, with the filters of the list of cases."`
	Load      loadCommand      `cmd:"" help:"Fill an empty data folder with the public record of a data package."`
	Republish republishCommand `cmd:"" help:"Build the public record anew from the casebook."`
	Verify    verifyCommand    `cmd:"" help:"Check the casebook, and that the public record says what it published."`
	Config    configCommand    `cmd:"" help:"Print the settings in force, with secrets masked."`
	Synth     synthCommand     `cmd:"" help:"Fill an empty data folder with a synthetic casebook, for measuring."`
	Key       keyCommand       `cmd:"" help:"Exchange the key that private files are sealed with."`
	Suggest   suggestCommand   `cmd:"" hidden:"" help:"Measure what is suggested from texts against a page of facts."`
	PDFText   pdfTextCommand   `cmd:"" name:"pdf-text" hidden:"" help:"Read what a PDF on standard input says; the desk starts this."`
	Version   versionCommand   `cmd:"" help:"Print the version."`
}

// console is where a command reads and writes.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// Exit codes that scripts can rely on.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// run is the program without the process around it: it parses args, runs one
// command, and gives the exit code. Failures are one line on stderr.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	var line commands
	exited := -1
	parser, err := kong.New(&line,
		kong.Name("habeas"),
		kong.Description("A case tracker for wrongful detention."),
		kong.Writers(out, errs),
		kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(console{in, out, errs}),
	)
	if err != nil {
		fmt.Fprintln(errs, "habeas:", err)
		return exitFailed
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 { // --help was printed
		return exited
	}
	if err != nil {
		fmt.Fprintln(errs, "habeas:", usage(err))
		return exitUsage
	}
	if err := parsed.Run(); err != nil {
		fmt.Fprintln(errs, "habeas:", reason(err))
		return exitFailed
	}
	return exitDone
}

// usage says what is wrong with the command line or the settings.
func usage(err error) string {
	if text := config.Explain(err); text != "" {
		return text
	}
	return err.Error() + "; try “habeas --help”"
}

// reason says in one line why a command failed: the sentence for people where
// there is one, with what they can do.
func reason(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) || f.Code == fault.Internal {
		return err.Error()
	}
	text := f.Message.String()
	for _, name := range f.Fields.Names() {
		if said := f.Fields[name].String(); said != f.Message.String() {
			text += " " + name + ": " + said
		}
	}
	for _, fix := range f.Fixes {
		text += " " + fix.String()
	}
	return text
}
