using FilmRec.Core;

namespace FilmRec.Tests.SampleData;

/// <summary>Does something as soon as a phase reports that some of it is done.</summary>
internal sealed class WhenReported(string phase, Action act) : IProgress<WorkProgress>
{
    public List<WorkProgress> Reports { get; } = [];

    public void Report(WorkProgress value)
    {
        Reports.Add(value);
        if (value.Phase == phase && value.Done > 0)
        {
            act();
        }
    }
}
