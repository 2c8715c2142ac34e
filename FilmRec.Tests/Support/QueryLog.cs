using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FilmRec.Tests.Support;

/// <summary>The SQL commands that the services under test have sent. Register it as a logger provider.</summary>
public sealed class QueryLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _commands = new();

    /// <summary>The text of each command since the last <see cref="Clear"/>.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    public void Clear() => _commands.Clear();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == RelationalEventId.CommandExecuted.Id && state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            _commands.Enqueue(values.First(v => v.Key == "commandText").Value?.ToString() ?? "");
        }
    }

    public void Dispose()
    {
    }
}
