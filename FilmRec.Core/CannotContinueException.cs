namespace FilmRec.Core;

/// <summary>
/// The person at the terminal has to mend something first. The message is one sentence that says what is wrong and how to mend it;
/// commands print it without a stack trace and end with exit code 1.
/// </summary>
public sealed class CannotContinueException : Exception
{
    public CannotContinueException(string message) : base(message)
    {
    }

    public CannotContinueException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
