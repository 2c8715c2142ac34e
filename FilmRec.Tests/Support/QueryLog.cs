using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FilmRec.Tests.Support;

/// <summary>The SQL commands that the services under test have sent. Register it as a logger provider.</summary>
public sealed class QueryLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string Text, ActivityTraceId? Trace)> _commands = new();

    /// <summary>The text of each command since the last <see cref="Clear"/>.</summary>
    public IReadOnlyList<string> Commands => [.. _commands.Select(command => command.Text)];

    /// <summary>Those that one request has sent, whatever was going on beside it: it carries this trace in its <c>traceparent</c>.</summary>
    public IReadOnlyList<string> Of(ActivityTraceId trace) => [.. _commands.Where(command => command.Trace == trace).Select(command => command.Text)];

    public void Clear() => _commands.Clear();

    /// <summary>Writes down a command that does not go through Entity Framework.</summary>
    public void Add(string text) => _commands.Enqueue((text, Activity.Current?.TraceId));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == RelationalEventId.CommandExecuted.Id && state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            Add(values.First(v => v.Key == "commandText").Value?.ToString() ?? "");
        }
    }

    public void Dispose()
    {
    }
}
