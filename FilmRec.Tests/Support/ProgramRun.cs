using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FilmRec.Tests.Architecture;

namespace FilmRec.Tests.Support;

/// <summary>The real executable in a process of its own, with what it wrote and how it ended.</summary>
public sealed class ProgramRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramRun(Process process) => _process = process;

    /// <summary>FilmRec.Web.dll of the build that these tests belong to.</summary>
    public static string ProgramFile { get; } = Path.Combine(
        SourceTree.Root, "FilmRec.Web", Path.GetRelativePath(Path.Combine(SourceTree.Root, "FilmRec.Tests"), AppContext.BaseDirectory), "FilmRec.Web.dll");

    public string Output => Read(_output);
    public string Errors => Read(_errors);
    public int ExitCode => _process.ExitCode;

    /// <summary>Processor time that the process has used so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="settings">Environment variables, as "FilmRec__DataFolder".</param>
    public static Task<ProgramRun> RunAsync(IReadOnlyDictionary<string, string?> settings, params string[] arguments)
        => RunWithInputAsync(settings, "", arguments);

    /// <summary>As <see cref="RunAsync"/>, with that text on standard input.</summary>
    public static async Task<ProgramRun> RunWithInputAsync(IReadOnlyDictionary<string, string?> settings, string input, params string[] arguments)
    {
        var run = Start(settings, arguments, input);
        await run.WaitForExitAsync();
        return run;
    }

    /// <summary>Starts <c>serve</c> on that port, and returns when it says that it is ready.</summary>
    public static async Task<ProgramRun> ServeAsync(IReadOnlyDictionary<string, string?> settings, int port)
    {
        var run = Start(settings, ["serve", "--urls", $"http://127.0.0.1:{port}"]);
        var ended = run._process.WaitForExitAsync();
        if (await Task.WhenAny(run._ready.Task, ended, Task.Delay(Patience)) != run._ready.Task)
        {
            string said = $"{run.Output}\n{run.Errors}";
            await run.DisposeAsync();
            throw new InvalidOperationException($"The server did not get ready:\n{said}");
        }

        return run;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Settings of a test's database as environment variables.</summary>
    public static Dictionary<string, string?> EnvironmentOf(TestDatabase database)
        => database.Settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);

    /// <summary>Asks the process to end, as an operator would, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await WaitForExitAsync();
    }

    /// <summary>Ends the process at once, without a chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static ProgramRun Start(IReadOnlyDictionary<string, string?> settings, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(ProgramFile);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var run = new ProgramRun(new Process { StartInfo = start, EnableRaisingEvents = true });
        run._process.OutputDataReceived += (_, line) => run.Keep(run._output, line.Data);
        run._process.ErrorDataReceived += (_, line) => run.Keep(run._errors, line.Data);
        run._process.Start();
        run._process.StandardInput.Write(input);
        run._process.StandardInput.Close();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private async Task WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
    }

    private void Keep(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }

        if (line?.StartsWith("FilmRec is ready", StringComparison.Ordinal) == true)
        {
            _ready.TrySetResult();
        }
    }
}
