namespace FilmRec.Web.Api.Problems;

/// <summary>Gives problems that the framework makes (validation, <c>TypedResults.Problem</c>) the same form, whatever the caller says it accepts.</summary>
internal sealed class ApiProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => ApiRoot.IsApi(context.HttpContext);

    public ValueTask WriteAsync(ProblemDetailsContext context) => new(ApiProblems.WriteAsync(context.HttpContext, context.ProblemDetails));
}
